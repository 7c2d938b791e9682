// Prometheus metrics of one process. Make every instrument at start: making one takes a lock, using
// one does not.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace prometheus {
class Counter;
class Exposer;
class Gauge;
class Histogram;
class Registry;
}  // namespace prometheus

namespace cobuild::obs {

using Labels = std::map<std::string, std::string>;

// Only goes up. Copies count into the same series.
class Counter {
 public:
  explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}
  void Increment(double by = 1);
  double Value() const;

 private:
  prometheus::Counter* counter_;
};

// A level that goes up and down.
class Gauge {
 public:
  explicit Gauge(prometheus::Gauge& gauge) : gauge_(&gauge) {}
  void Set(double value);
  void Add(double by);
  double Value() const;

 private:
  prometheus::Gauge* gauge_;
};

// Samples by bucket, with their sum and count.
class Histogram {
 public:
  explicit Histogram(prometheus::Histogram& histogram) : histogram_(&histogram) {}
  void Observe(double sample);

 private:
  prometheus::Histogram* histogram_;
};

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // Equal names and labels give the same series. Names are `cobuild_<what>_<unit>`, counters end in
  // `_total`.
  Counter MakeCounter(const std::string& name, const std::string& help, const Labels& labels);
  Gauge MakeGauge(const std::string& name, const std::string& help, const Labels& labels);
  // `bounds` are the buckets' upper bounds, rising.
  Histogram MakeHistogram(const std::string& name, const std::string& help, const Labels& labels,
                          const std::vector<double>& bounds);

  // Serves the metrics on http://127.0.0.1:<port>/metrics until destroyed. UNAVAILABLE when the
  // port is taken.
  absl::Status Expose(int port);

  // What a scrape would read.
  std::string Render() const;

 private:
  std::shared_ptr<prometheus::Registry> registry_;
  std::unique_ptr<prometheus::Exposer> exposer_;
};

// Upper bounds in seconds for the duration of a call: 0.25 ms to 60 s.
const std::vector<double>& DurationBounds();

}  // namespace cobuild::obs
