#pragma once
// Reading described structs back from JSON, strictly: nothing unknown, nothing missing, nothing out of range.

#include <boost/describe/enum_from_string.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "base/stated_quantity.h"
#include "journal/canonical_json.h"

namespace seethrough::journal {

template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};

/// What is wrong with one member: where, what it is, what was expected.
struct FieldFault {
  std::string path;  ///< "purchase.price"
  std::string value; ///< as given, shortened; empty if missing
  std::string expected_zh;
  std::string expected_en;
};

/// Journal entries hold every member; in a request, an optional, a list, a bool or a text may be left out.
enum class Strictness { journal, request };

class Reader {
 public:
  explicit Reader(Strictness strictness) : strictness_(strictness) {}
  const std::optional<FieldFault>& fault() const { return fault_; }

  bool read(const boost::json::value& json, std::string& out);
  bool read(const boost::json::value& json, bool& out);
  bool read(const boost::json::value& json, std::int64_t& out);
  bool read(const boost::json::value& json, int& out);
  bool read(const boost::json::value& json, Fen& out);
  bool read(const boost::json::value& json, Day& out);
  bool read(const boost::json::value& json, Instant& out);
  bool read(const boost::json::value& json, rules::Facts& out);

  template <class Tag, std::size_t N>
  bool read(const boost::json::value& json, Octets<Tag, N>& out) {
    const auto* text = json.if_string();
    if (text && parse_hex(std::string_view(*text), out.bytes.data(), N)) return true;
    return fail(json, fmt::format("{} 位十六进制数字", 2 * N), fmt::format("{} hexadecimal digits", 2 * N));
  }
  template <class Tag>
  bool read(const boost::json::value& json, Strong<Tag, std::int64_t>& out) {
    return read(json, out.value);
  }
  template <class Tag>
  bool read(const boost::json::value& json, Strong<Tag, std::int32_t>& out) {
    int value = 0;
    if (!read(json, value)) return false;
    out.value = value;
    return true;
  }
  template <class E>
    requires std::is_enum_v<E>
  bool read(const boost::json::value& json, E& out) {
    const auto* text = json.if_string();
    const bool whole = text && std::string_view(text->c_str()).size() == text->size();  // no NUL in the middle
    if (whole && boost::describe::enum_from_string(text->c_str(), out)) return true;
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
      if (!names.empty()) names += ", ";
      names += d.name;
    });
    return fail(json, "下列之一：" + names, "one of " + names);
  }
  template <class T>
  bool read(const boost::json::value& json, std::optional<T>& out) {
    return read(json, out.emplace());
  }
  template <class T>
  bool read(const boost::json::value& json, std::vector<T>& out) {
    const auto* list = json.if_array();
    if (!list || (strictness_ == Strictness::request && list->size() > longest_list))
      return fail(json, "列表（至多 500 项）", "a list of at most 500");
    out.resize(list->size());
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Step step(*this, fmt::format("[{}]", i));
      if (!read((*list)[i], out[i])) return false;
    }
    return true;
  }
  template <class T>
    requires boost::describe::has_describe_members<T>::value
  bool read(const boost::json::value& json, T& out);

  /// Reads the member `name` of an object. A member that is not there is a fault unless it may be left out.
  template <class T>
  bool member(const boost::json::object& object, std::string_view name, T& out) {
    return member(object.if_contains(name), name, out);
  }

  bool fail(const boost::json::value& json, std::string expected_zh, std::string expected_en);
  bool missing(std::string_view name);
  bool unknown(std::string_view name, const boost::json::value& json);

  /// One step down the path, for as long as it lives.
  class Step {
   public:
    Step(Reader& reader, std::string_view name) : reader_(reader), before_(reader.path_.size()) {
      if (before_ != 0 && name.front() != '[') reader_.path_.push_back('.');
      reader_.path_ += name;
    }
    ~Step() { reader_.path_.resize(before_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Reader& reader_;
    std::size_t before_;
  };

 private:
  static constexpr std::size_t longest_list = 500;

  template <class T>
  bool member(const boost::json::value* value, std::string_view name, T& out) {
    if (!value) return may_be_left_out<T>() || missing(name);
    const Step step(*this, name);
    return read(*value, out);
  }
  template <class T>
  bool may_be_left_out() const {
    if (IsOptional<T>::value) return true;
    if (strictness_ == Strictness::journal) return false;
    return std::is_same_v<T, bool> || std::is_same_v<T, std::string> || std::is_same_v<T, rules::Facts> ||
           IsList<T>::value;
  }

  Strictness strictness_;
  std::string path_;
  std::optional<FieldFault> fault_;
};

template <class T>
  requires boost::describe::has_describe_members<T>::value
bool Reader::read(const boost::json::value& json, T& out) {
  const auto* object = json.if_object();
  if (!object) return fail(json, "JSON 对象", "a JSON object");
  std::size_t known = 0;
  bool good = true;
  boost::mp11::mp_for_each<SortedMembers<T>>([&](auto d) {
    if (!good) return;
    const auto* value = object->if_contains(d.name);
    known += value ? 1 : 0;
    good = member(value, d.name, out.*d.pointer);
  });
  if (!good || known == object->size()) return good;
  for (const auto& [key, value] : *object) {
    bool found = false;
    boost::mp11::mp_for_each<SortedMembers<T>>([&](auto d) { found |= std::string_view(key) == d.name; });
    if (!found) return unknown(std::string_view(key), value);
  }
  return good;
}

}  // namespace seethrough::journal
