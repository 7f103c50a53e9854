#pragma once

namespace lesson::theory {

/// What a full server, whose queue is as long as callers' patience, makes of calls that try again. A fluid:
/// rates without their fluctuations, and every attempt fails with the same probability (Bronson, Aghayev,
/// Charapko and Zhu, Metastable Failures in Distributed Systems, 2021, describe the amplification). Calls
/// that try again come in bunches and fail more often than first ones, so there are fewer attempts than this
/// says: at 125 % load up to 2 % with one retry each, 5 % with three.

/// Share of attempts that fail, in [0, 1). `load`: first attempts over what the server can do, 0 or more; up
/// to 1 nothing fails. `retries`: after the first attempt, 0 or more. Of all requests 1 - 1 / load fail,
/// whatever `retries` is: it takes as many attempts as there are until one in each got through, or none.
double failing_attempts(double load, int retries);

/// Attempts over what the server can do, `load` being that of first attempts. `budget`: retries that each
/// first attempt pays for, 0 or more; infinite without a budget.
double load_with_retries(double load, int retries, double budget);

}  // namespace lesson::theory
