#include "http/live_figures.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <chrono>

#include "pages/view.h"

namespace seethrough::http {
namespace {

constexpr std::chrono::milliseconds pause{250};

}  // namespace

LiveFigures::LiveFigures(const City& city, std::shared_ptr<EventStream> stream)
    : city_(city), stream_(std::move(stream)), thread_([this] { work(); }) {}

LiveFigures::~LiveFigures() { stop(); }

void LiveFigures::wake() {
  {
    const std::scoped_lock lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void LiveFigures::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void LiveFigures::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return woken_ || stopping_; });
    if (stopping_) return;
    woken_ = false;
    lock.unlock();
    stream_->publish("figures", city_.engine.look([&](const figures::Reading& reading, const std::string&) {
      return live_figures_json(reading, latest_day(reading, day_in_china(city_.clock())));
    }));
    lock.lock();
    changed_.wait_for(lock, pause, [&] { return stopping_; });
  }
}

std::string live_figures_json(const figures::Reading& reading, Day day) {
  const figures::Table table = reading.cube().at({day, reading.position()});
  boost::json::array figures;
  for (const figures::Definition& d : figures::definitions()) {
    const std::int64_t value = table.sum(d.figure, reading.places(), reading.places().root().code);
    figures.push_back(boost::json::object{{"id", d.id},
                                          {"value", value},
                                          {"printed_zh", pages::print(d.figure, value, Language::zh).text()},
                                          {"printed_en", pages::print(d.figure, value, Language::en).text()}});
  }
  return boost::json::serialize(boost::json::object{
      {"journal_position", reading.position()}, {"cut_off", to_string(day)}, {"figures", std::move(figures)}});
}

}  // namespace seethrough::http
