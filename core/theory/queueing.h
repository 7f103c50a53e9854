#pragma once

namespace lesson::theory {

/// Queues in their steady state. Times are in mean service times unless said otherwise; `servers`
/// is 1 or more; `utilisation` is the share of time a server is busy, in [0, 1): from 1 upwards a
/// queue has no steady state and the answer is infinite.

/// Customers inside = arrival rate * time inside, whatever the order or distribution (Little, 1961).
/// `rate` and `time` in the same unit of time.
constexpr double little(double rate, double time) { return rate * time; }

/// Utilisation of `servers` that each need `service` per arrival, arrivals coming at `rate`.
constexpr double utilisation(double rate, double service, double servers) { return rate * service / servers; }

/// M/M/1: mean time from arrival to departure, 1 / (1 - utilisation) (Erlang, 1909).
double mm1_response(double utilisation);

/// M/M/1: the response time that a share `p` in (0, 1) of customers stays below; it is exponential.
double mm1_response_quantile(double utilisation, double p);

/// M/M/c/c and M/G/c/c: share of customers that find every server busy and are lost; `offered` is
/// the load in servers, 0 or more (Erlang B, 1917; by the recursion of Jagerman, 1974).
double erlang_b(int servers, double offered);

/// M/M/c: probability that a customer has to wait (Erlang C, 1917).
double erlang_c(int servers, double utilisation);

/// M/M/c: mean wait over all customers, and over those who wait at all.
double mmc_wait(int servers, double utilisation);
double mmc_wait_if_any(int servers, double utilisation);

/// M/M/c: the wait that a share `p` in (0, 1) of customers stays below; 0 where so many do not wait.
double mmc_wait_quantile(int servers, double utilisation, double p);

/// M/M/c: how many wait at most, for a share `p` in (0, 1) of the time; 0 where for so long nobody does.
double mmc_queue_quantile(int servers, double utilisation, double p);

/// M/M/c: share of customers who take longer than `time` from arrival to departure, and the response
/// time that a share `p` in (0, 1) stays below: an exponential service after no wait or an exponential
/// one (Kleinrock, Queueing Systems I, 1975). The quantile by bisection.
double mmc_response_beyond(int servers, double utilisation, double time);
double mmc_response_quantile(int servers, double utilisation, double p);

/// Squared coefficient of variation (variance over squared mean) of service times: what a queue
/// feels of their distribution.
constexpr double scv_constant() { return 0; }
constexpr double scv_exponential() { return 1; }
/// Uniform between `low` and `high`, 0 <= low < high.
constexpr double scv_uniform(double low, double high) {
  return (high - low) * (high - low) / (3 * (low + high) * (low + high));
}
/// Log-normal with deviation `sigma` of the logarithm: exp(sigma^2) - 1.
double scv_log_normal(double sigma);

/// M/G/1: mean wait, utilisation (1 + scv) / (2 (1 - utilisation)) (Pollaczek, 1930; Khinchine, 1932).
double mg1_wait(double utilisation, double scv);

/// G/G/c: approximate mean wait, M/M/c's scaled by half the sum of both variabilities (Allen, 1978,
/// after Cunneen). Exact for M/M/c and M/G/1.
double allen_cunneen_wait(int servers, double utilisation, double scv_arrivals, double scv_service);

/// How far off that is, as a share of it, for Poisson arrivals and steady service (scv up to 1) at a
/// utilisation of 0.8 or more with up to 64 servers. Fitted to simulations of this lesson's engine,
/// and on the safe side of them: the error grows with (1 - utilisation) sqrt(servers), by which Halfin
/// and Whitt (1981) tell a busy group of servers from an idle one. It is one-sided: true waits are longer.
double allen_cunneen_tolerance(int servers, double utilisation);

/// Quantile at level `p` of a time that is uniform between `low` and `high` with probability `share`,
/// and else uniform between `later_low` (not before `high`) and `later_high`: a cache's answers and
/// an idle database's.
double two_uniforms_quantile(double p, double share, double low, double high, double later_low,
                             double later_high);

}  // namespace lesson::theory
