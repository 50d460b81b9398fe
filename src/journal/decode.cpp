#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/mp11/list.hpp>
#include <unordered_map>

#include "journal/codec.h"
#include "journal/read_json.h"

namespace seethrough::journal {
namespace {

namespace json = boost::json;

Failure fault_to_failure(FailureKind kind, const FieldFault& fault) {
  if (fault.value.empty())
    return {kind, fmt::format("字段 {}：{}", fault.path, fault.expected_zh),
            fmt::format("field {}: expected {}", fault.path, fault.expected_en)};
  return {kind, fmt::format("字段 {} 的值 {} 不对：应为{}", fault.path, fault.value, fault.expected_zh),
          fmt::format("field {} has the value {}: expected {}", fault.path, fault.value, fault.expected_en)};
}

Unexpected<Failure> corrupt(std::string zh, std::string en) {
  return {Failure{FailureKind::corrupt, std::move(zh), std::move(en)}};
}

/// Reads a value of the alternative of `Whole` (a variant of variants) whose type is `type`.
template <class Whole>
class Alternatives {
 public:
  using Read = bool (*)(Reader&, const json::value&, Whole&);

  Alternatives() {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Whole>>([this](auto group) {
      using Group = typename decltype(group)::type;
      if constexpr (!requires { Group::type; }) add_group<Group>();
    });
  }
  Read find(std::string_view type) const {
    const auto it = by_type_.find(type);
    return it == by_type_.end() ? nullptr : it->second;
  }

 private:
  template <class Group>
  void add_group() {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Group>>([this](auto one) {
      using One = typename decltype(one)::type;
      by_type_.emplace(One::type, [](Reader& reader, const json::value& data, Whole& out) {
        One value;
        if (!reader.read(data, value)) return false;
        out = Group{std::move(value)};
        return true;
      });
    });
  }
  std::unordered_map<std::string_view, Read> by_type_;
};

const Alternatives<Event>& events() {
  static const Alternatives<Event> all;
  return all;
}
const Alternatives<Command>& commands() {
  static const Alternatives<Command> all;
  return all;
}
const Alternatives<Rejection>& rejections() {
  static const Alternatives<Rejection> all;
  return all;
}

std::string_view text_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string_view(*text) : std::string_view{};
}

/// Refuses any member of the object but these.
bool no_other(Reader& reader, const json::object& object, std::initializer_list<std::string_view> names) {
  for (const auto& [key, value] : object) {
    if (std::find(names.begin(), names.end(), std::string_view(key)) == names.end())
      return reader.unknown(std::string_view(key), value);
  }
  return true;
}

/// Reads {"data":…,"type":…}.
bool read_rejection(Reader& reader, const json::object& typed, Rejection& out) {
  std::string type;
  if (!no_other(reader, typed, {"data", "type"}) || !reader.member(typed, "type", type)) return false;
  const auto read = rejections().find(type);
  if (!read) {
    const Reader::Step step(reader, "type");
    return reader.fail(json::value(type), "已知的拒绝类型", "a known type of rejection");
  }
  const auto* data = typed.if_contains("data");
  if (!data) return reader.missing("data");
  const Reader::Step step(reader, "data");
  return read(reader, *data, out);
}

bool read_refusal(Reader& reader, const json::value& data, Event& out) {
  const auto* object = data.if_object();
  if (!object) return reader.fail(data, "JSON 对象", "a JSON object");
  Refused refused;
  if (!no_other(reader, *object, {"command", "rejection"}) || !reader.member(*object, "command", refused.command))
    return false;
  const auto* rejection = object->if_contains("rejection");
  if (!rejection) return reader.missing("rejection");
  const Reader::Step step(reader, "rejection");
  if (!rejection->is_object()) return reader.fail(*rejection, "JSON 对象", "a JSON object");
  if (!read_rejection(reader, rejection->get_object(), refused.rejection)) return false;
  out = std::move(refused);
  return true;
}

bool read_envelope(Reader& reader, const json::object& object, Entry& entry, std::string& type) {
  std::int64_t seq = 0;
  if (!no_other(reader, object, {"at", "by", "data", "fingerprint", "request", "seq", "type"}) ||
      !reader.member(object, "seq", seq) || !reader.member(object, "at", entry.envelope.at) ||
      !reader.member(object, "by", entry.envelope.by) || !reader.member(object, "request", entry.envelope.request) ||
      !reader.member(object, "fingerprint", entry.envelope.fingerprint) || !reader.member(object, "type", type))
    return false;
  entry.seq = static_cast<std::uint64_t>(seq);
  return true;
}

Result<Command, Failure> read_command(std::string_view type, const json::value& data) {
  const auto read = commands().find(type);
  if (!read) {
    return Unexpected{Failure{FailureKind::malformed, fmt::format("字段 type 的值 {} 不对：没有这种命令", type),
                              fmt::format("field type has the value {}: expected a known command", type)}};
  }
  Reader reader(Strictness::request);
  Command command;
  if (!read(reader, data, command)) return Unexpected{fault_to_failure(FailureKind::malformed, *reader.fault())};
  return command;
}

Unexpected<Failure> malformed(std::string zh, std::string en) {
  return {Failure{FailureKind::malformed, std::move(zh), std::move(en)}};
}

Unexpected<Failure> too_long(std::size_t bytes) {
  return malformed(fmt::format("命令有 {} 字节，至多 {} 字节", bytes, largest_command_bytes),
                   fmt::format("the command has {} bytes: expected at most {}", bytes, largest_command_bytes));
}

}  // namespace

Result<Event, Failure> decode_event(std::string_view type, const json::value& data) {
  Reader reader(Strictness::journal);
  const Reader::Step step(reader, "data");
  Event event;
  if (type == Refused::type) {
    if (!read_refusal(reader, data, event)) return Unexpected{fault_to_failure(FailureKind::corrupt, *reader.fault())};
    return event;
  }
  const auto read = events().find(type);
  if (!read)
    return corrupt(fmt::format("流水条目的类型 {} 不认识：这份数据可能由更新的版本写成", type),
                   fmt::format("a journal entry has the unknown type {}: a newer version may have written it", type));
  if (!read(reader, data, event)) return Unexpected{fault_to_failure(FailureKind::corrupt, *reader.fault())};
  return event;
}

Result<Entry, Failure> decode_entry(std::string_view bytes) {
  json::error_code error;
  json::monotonic_resource memory;
  const json::value parsed = json::parse(json::string_view(bytes.data(), bytes.size()), error, &memory);
  const auto* object = error ? nullptr : parsed.if_object();
  if (!object) return corrupt("流水条目不是 JSON 对象", "a journal entry is not a JSON object");
  Reader reader(Strictness::journal);
  Entry entry;
  std::string type;
  if (!read_envelope(reader, *object, entry, type) || (!object->contains("data") && !reader.missing("data")))
    return Unexpected{fault_to_failure(FailureKind::corrupt, *reader.fault())};
  auto event = decode_event(type, object->at("data"));
  if (!event) return Unexpected{event.error()};
  entry.event = std::move(event).value();
  return entry;
}

Result<Command, Failure> decode_command(std::string_view type, const json::value& data) {
  auto command = read_command(type, data);
  if (!command) return command;
  if (const std::size_t bytes = encode_command(*command).size(); bytes > largest_command_bytes) return too_long(bytes);
  return command;
}

Result<Command, Failure> decode_command(std::string_view bytes) {
  if (bytes.size() > largest_command_bytes) return too_long(bytes.size());
  json::error_code error;
  const json::value parsed = json::parse(json::string_view(bytes.data(), bytes.size()), error);
  if (error)
    return malformed("请求体不是完整的 JSON", "the body is not complete JSON");
  const auto* object = parsed.if_object();
  const auto* data = object ? object->if_contains("data") : nullptr;
  if (!data || object->size() != 2)
    return malformed("请求体应为 {\"type\":…,\"data\":{…}}", "expected a body of the form {\"type\":…,\"data\":{…}}");
  return read_command(text_of(*object, "type"), *data);
}

}  // namespace seethrough::journal
