#include "common/obs/metrics.h"

#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <exception>

namespace cobuild::obs {

void Counter::Increment(double by) { counter_->Increment(by); }
double Counter::Value() const { return counter_->Value(); }

void Gauge::Set(double value) { gauge_->Set(value); }
void Gauge::Add(double by) { gauge_->Increment(by); }
double Gauge::Value() const { return gauge_->Value(); }

void Histogram::Observe(double sample) { histogram_->Observe(sample); }

Metrics::Metrics() : registry_(std::make_shared<prometheus::Registry>()) {}
Metrics::~Metrics() = default;

Counter Metrics::MakeCounter(const std::string& name, const std::string& help,
                             const Labels& labels) {
  return Counter(prometheus::BuildCounter().Name(name).Help(help).Register(*registry_).Add(labels));
}

Gauge Metrics::MakeGauge(const std::string& name, const std::string& help, const Labels& labels) {
  return Gauge(prometheus::BuildGauge().Name(name).Help(help).Register(*registry_).Add(labels));
}

Histogram Metrics::MakeHistogram(const std::string& name, const std::string& help,
                                 const Labels& labels, const std::vector<double>& bounds) {
  return Histogram(
      prometheus::BuildHistogram().Name(name).Help(help).Register(*registry_).Add(labels, bounds));
}

absl::Status Metrics::Expose(int port) {
  try {
    exposer_ = std::make_unique<prometheus::Exposer>(fmt::format("127.0.0.1:{}", port));
  } catch (const std::exception& failure) {  // what its HTTP server throws when it cannot listen
    return absl::UnavailableError(
        fmt::format("metrics port {} cannot be listened on: {}", port, failure.what()));
  }
  exposer_->RegisterCollectable(registry_);
  return absl::OkStatus();
}

std::string Metrics::Render() const {
  return prometheus::TextSerializer().Serialize(registry_->Collect());
}

const std::vector<double>& DurationBounds() {
  static const std::vector<double> bounds = {0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                             0.025,   0.05,   0.1,   0.25,   0.5,   1,
                                             2.5,     5,      10,    30,     60};
  return bounds;
}

}  // namespace cobuild::obs
