#pragma once
// EventStream (事件推送): server-sent events (WHATWG HTML, section 9.2). A handler makes the connection a subscriber by
// returning subscribe_to(stream); so the route is chosen, and access decided, as for any other page.

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace seethrough::http {

struct EventStreamLimits {
  std::size_t clients = 256;        ///< further subscribers are answered 503
  std::size_t queued_events = 256;  ///< a client that lags further behind is disconnected; it may reconnect
  std::size_t recent_events = 256;  ///< kept for clients that reconnect with Last-Event-ID
  std::chrono::milliseconds heartbeat{15'000};  ///< a comment is sent when nothing else was, for proxies
  std::chrono::milliseconds retry{3'000};       ///< what the client is told to wait before it reconnects
};

/// One subscriber's queue; used by the server.
class EventSubscription {
 public:
  /// All that is queued, as it goes on the wire; empty if nothing is.
  std::string take();
  /// Whether the client lagged too far behind and must be disconnected.
  bool dropped() const;

 private:
  friend class EventStream;
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  bool dropped_ = false;
  std::function<void()> wake_;
};

/// All members may be called from any thread.
class EventStream {
 public:
  explicit EventStream(EventStreamLimits limits = {});

  /// Sends an event to every subscriber and keeps it for those that reconnect. `event` is a single word; `data` may
  /// have several lines. Never blocks on a client.
  void publish(std::string_view event, std::string_view data);

  /// Subscribers at this moment.
  std::size_t clients() const;

  /// Used by the server: a queue that starts with the events after `last_event_id`, or null when there are too many
  /// clients. If that id is no longer known (too old, or of an earlier run), the queue starts with the event "reset",
  /// upon which a client must fetch its figures anew. `wake` is called after each change, from the publisher's thread.
  /// The subscription ends when the returned pointer is released.
  std::shared_ptr<EventSubscription> subscribe(std::optional<std::string_view> last_event_id,
                                               std::function<void()> wake);
  const EventStreamLimits& limits() const { return limits_; }

 private:
  struct Recent {
    std::string id;
    std::shared_ptr<const std::string> wire;
  };
  void replay(std::string_view last_event_id, EventSubscription& subscription) const;
  void forget_gone();

  const EventStreamLimits limits_;
  mutable std::mutex mutex_;
  std::string run_;  // random, so that an id of an earlier run is not taken for one of this run
  std::uint64_t next_ = 1;
  std::deque<Recent> recent_;
  std::vector<std::weak_ptr<EventSubscription>> subscriptions_;
};

/// The response that makes its connection a subscriber of `stream`.
Response subscribe_to(std::shared_ptr<EventStream> stream);

}  // namespace seethrough::http
