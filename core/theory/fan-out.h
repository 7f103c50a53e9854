#pragma once

namespace lesson::theory {

/// A network that delivers posts to followers, in numbers per second (Krikorian, Timelines at Scale,
/// 2012; Kleppmann, Designing Data-Intensive Applications, 2017, chapter 1). Two kinds of author: the
/// average one and the celebrity.
struct FanOut {
  double posts = 4600;                ///< Posts per second.
  double reads = 300'000;             ///< Timelines read per second.
  double followers = 1000;            ///< Of an average author.
  double follows = 200;               ///< Accounts whose posts one timeline merges.
  double celebrity_share = 0.00005;   ///< Share of posts that celebrities write, in [0, 1].
  double celebrity_followers = 30e6;  ///< Of one celebrity.
  double celebrities_followed = 2;    ///< By one reader.

  /// What a design asks of the store, per second. That each post itself is stored once is the same
  /// in all designs and left out.
  struct Work {
    double writes, lookups;
    double sum() const { return writes + lookups; }
  };

  /// Celebrities' posts per second.
  double celebrity_posts() const { return posts * celebrity_share; }
  /// Deliveries per second of average authors' posts, and of celebrities'.
  double ordinary_writes() const { return posts * (1 - celebrity_share) * followers; }
  double celebrity_writes() const { return celebrity_posts() * celebrity_followers; }
  /// Followers reached by a post, over all posts.
  double deliveries_a_post() const;

  /// Each post is copied into every follower's list; a read fetches the ready list.
  Work on_write() const;
  /// Nothing is delivered; a read looks up every followed account.
  Work on_read() const;
  /// Average authors as on write; a read also looks up the celebrities it follows.
  Work hybrid() const;

  /// Deliveries per post at which the writes of the first design equal the lookups of the second:
  /// reads * follows / posts.
  double crossover() const;
  /// The followers of an average author there, celebrities' posts taken into account; negative when
  /// celebrities alone cost more than that.
  double crossover_followers() const;
};

/// Seconds to deliver `burst` writes with what a capacity leaves beside `steady` writes per second;
/// infinite when it leaves nothing.
double delivery_seconds(double burst, double capacity, double steady);

/// Writes that wait `seconds` after the first of a train of equal bursts, one every `interval`
/// seconds, arrived at an idle store that delivers `spare` (> 0) per second: the fluid queue's
/// sawtooth in closed form.
double burst_backlog(double burst, double interval, double spare, double seconds);

}  // namespace lesson::theory
