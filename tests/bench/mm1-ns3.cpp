// M/M/1 at load 0.8 on ns-3's core scheduler (Debian's libns3-dev): customers a second of CPU, as JSON.
#include <algorithm>
#include <cstdio>
#include <deque>

#include "core/base/random.h"
#include "ns3/core-module.h"
#include "tests/bench/cpu-time.h"

namespace {

constexpr int customers = 200'000;
constexpr double load = 0.8;

class Queue {
 public:
  void begin() { plan_arrival(); }
  double mean_wait() const { return waited_ / arrived_; }

 private:
  static ns3::Time after(double seconds) { return ns3::Seconds(seconds); }
  void plan_arrival() {
    ns3::Simulator::Schedule(after(arrivals_.exponential(1 / load)), &Queue::arrive, this);
  }
  void serve() {
    busy_ = true;
    ns3::Simulator::Schedule(after(service_.exponential(1)), &Queue::depart, this);
  }
  void arrive() {
    if (++arrived_ < customers) plan_arrival();
    if (busy_) return waiting_.push_back(ns3::Simulator::Now().GetSeconds());
    serve();
  }
  void depart() {
    busy_ = !waiting_.empty();
    if (!busy_) return;
    waited_ += ns3::Simulator::Now().GetSeconds() - waiting_.front();
    waiting_.pop_front();
    serve();
  }

  lesson::Random arrivals_{1, 1}, service_{1, 2};
  std::deque<double> waiting_;
  bool busy_ = false;
  int arrived_ = 0;
  double waited_ = 0;
};

}  // namespace

int main() {
  double wait = 0;
  const double seconds = bench::best_of(3, [&] {
    Queue queue;
    ns3::Simulator::Schedule(ns3::Seconds(0), &Queue::begin, &queue);
    ns3::Simulator::Run();
    ns3::Simulator::Destroy();
    wait = queue.mean_wait();
  });
  std::printf("{\"ns3_per_s\": %.0f, \"mean_wait\": %.3f}\n", customers / seconds, wait);
}
