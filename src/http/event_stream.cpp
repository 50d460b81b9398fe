#include "http/event_stream.h"

#include <algorithm>
#include <random>

#include "base/check.h"
#include "base/octets.h"

namespace seethrough::http {
namespace {

std::string random_word() {
  std::random_device source;
  std::uint8_t octets[6];
  for (std::uint8_t& octet : octets) octet = static_cast<std::uint8_t>(source());
  std::string out;
  append_hex(out, octets, sizeof octets);
  return out;
}

/// The wire form; each line of `data` gets its own field, for a line break would end the field.
std::string wire_form(std::string_view id, std::string_view event, std::string_view data) {
  std::string out = "id: ";
  out.append(id).append("\nevent: ").append(event).append("\n");
  while (true) {
    const std::size_t end = std::min(data.find_first_of("\r\n"), data.size());
    out.append("data: ").append(data.substr(0, end)).append("\n");
    if (end == data.size()) break;
    data.remove_prefix(end + (data.substr(end, 2) == "\r\n" ? 2 : 1));
  }
  return out += "\n";
}

}  // namespace

std::string EventSubscription::take() {
  std::string out;
  const std::lock_guard lock(mutex_);
  for (const auto& event : queue_) out += *event;
  queue_.clear();
  return out;
}

bool EventSubscription::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

EventStream::EventStream(EventStreamLimits limits) : limits_(limits), run_(random_word()) {}

void EventStream::publish(std::string_view event, std::string_view data) {
  INVARIANT(event.find_first_of("\r\n") == std::string_view::npos, "the name of an event is a single word");
  std::vector<std::shared_ptr<EventSubscription>> receivers;
  {
    const std::lock_guard lock(mutex_);
    std::string id = run_ + "-" + std::to_string(next_++);
    auto wire = std::make_shared<const std::string>(wire_form(id, event, data));
    forget_gone();
    for (const auto& weak : subscriptions_) {
      auto subscription = weak.lock();
      if (!subscription) continue;
      {
        const std::lock_guard its_lock(subscription->mutex_);
        if (subscription->queue_.size() >= limits_.queued_events) subscription->dropped_ = true;
        if (subscription->dropped_) subscription->queue_.clear();
        if (!subscription->dropped_) subscription->queue_.push_back(wire);
      }
      receivers.push_back(std::move(subscription));
    }
    recent_.push_back({std::move(id), std::move(wire)});
    if (recent_.size() > limits_.recent_events) recent_.pop_front();
  }
  for (const auto& receiver : receivers) receiver->wake_();
}

std::size_t EventStream::clients() const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(subscriptions_.begin(), subscriptions_.end(),
                                                [](const auto& subscription) { return !subscription.expired(); }));
}

std::shared_ptr<EventSubscription> EventStream::subscribe(std::optional<std::string_view> last_event_id,
                                                          std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  forget_gone();
  if (subscriptions_.size() >= limits_.clients) return nullptr;
  auto subscription = std::make_shared<EventSubscription>();
  subscription->wake_ = std::move(wake);
  if (last_event_id) replay(*last_event_id, *subscription);
  subscriptions_.push_back(subscription);
  return subscription;
}

void EventStream::replay(std::string_view last_event_id, EventSubscription& subscription) const {
  const auto same = [&](const Recent& event) { return event.id == last_event_id; };
  const auto known = std::find_if(recent_.begin(), recent_.end(), same);
  if (known != recent_.end()) {
    for (auto later = known + 1; later != recent_.end(); ++later) subscription.queue_.push_back(later->wire);
    return;
  }
  const std::string newest = run_ + "-" + std::to_string(next_ - 1);
  if (newest == last_event_id) return;
  subscription.queue_.push_back(std::make_shared<const std::string>(wire_form(newest, "reset", "")));
}

void EventStream::forget_gone() {
  std::erase_if(subscriptions_, [](const auto& subscription) { return subscription.expired(); });
}

Response subscribe_to(std::shared_ptr<EventStream> stream) {
  Response response;
  response.content_type = "text/event-stream";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("X-Accel-Buffering", "no");  // asks nginx not to hold events back
  response.events = std::move(stream);
  return response;
}

}  // namespace seethrough::http
