#pragma once
// LiveFigures (实时数字): tells the subscribers of an event stream the city's totals when they have changed, at most four
// times a second, so that a page need not ask.
//
//   event: figures
//   data: {"journal_position":12,"figures":[{"id":"subsidies.claims","value":3,"printed_zh":"3笔","printed_en":…},…]}

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "http/city.h"

namespace seethrough::http {

class LiveFigures {
 public:
  /// `city` outlives it.
  LiveFigures(const City& city, std::shared_ptr<EventStream> stream);
  ~LiveFigures();
  LiveFigures(const LiveFigures&) = delete;
  LiveFigures& operator=(const LiveFigures&) = delete;

  /// Entries became durable. May be called from any thread, and returns at once.
  void wake();
  /// Ends the thread. May be repeated.
  void stop();

 private:
  void work();
  const City& city_;
  std::shared_ptr<EventStream> stream_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false, stopping_ = false;
  std::thread thread_;
};

/// The data of the event.
std::string live_figures_json(const figures::Reading& reading, Day day);

}  // namespace seethrough::http
