#pragma once
// Result<T, E>: a value or an error, with the names of C++23's std::expected. It can't be dropped unread.

#include <type_traits>
#include <utility>
#include <variant>

#include "base/check.h"

namespace seethrough {

template <class E>
struct Unexpected {
  E error;
};
template <class E>
Unexpected(E) -> Unexpected<E>;

template <class T, class E>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  using error_type = E;

  template <class U = T>
    requires(std::is_constructible_v<T, U &&> && !std::is_same_v<std::remove_cvref_t<U>, Result>)
  Result(U&& value) : held_(std::in_place_index<0>, std::forward<U>(value)) {}
  template <class F>
    requires std::is_constructible_v<E, F&&>
  Result(Unexpected<F> unexpected) : held_(std::in_place_index<1>, std::move(unexpected.error)) {}

  bool has_value() const { return held_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return require(), *std::get_if<0>(&held_); }
  const T& value() const& { return require(), *std::get_if<0>(&held_); }
  T&& value() && { return require(), std::move(*std::get_if<0>(&held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  template <class U>
  T value_or(U&& other) const& {
    return has_value() ? *std::get_if<0>(&held_) : static_cast<T>(std::forward<U>(other));
  }

  E& error() & { return refuse(), *std::get_if<1>(&held_); }
  const E& error() const& { return refuse(), *std::get_if<1>(&held_); }
  E&& error() && { return refuse(), std::move(*std::get_if<1>(&held_)); }

 private:
  void require() const { INVARIANT(has_value(), "a Result was read as a value but holds an error"); }
  void refuse() const { INVARIANT(!has_value(), "a Result was read as an error but holds a value"); }
  std::variant<T, E> held_;
};

template <class E>
class [[nodiscard]] Result<void, E> {
 public:
  using value_type = void;
  using error_type = E;
  Result() = default;
  template <class F>
    requires std::is_constructible_v<E, F&&>
  Result(Unexpected<F> unexpected) : held_(std::in_place_index<1>, std::move(unexpected.error)) {}

  bool has_value() const { return held_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  const E& error() const {
    INVARIANT(!has_value(), "a Result was read as an error but holds a value");
    return *std::get_if<1>(&held_);
  }

 private:
  std::variant<std::monostate, E> held_;
};

/// Overload set for std::visit.
template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace seethrough
