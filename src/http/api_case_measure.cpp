// POST /api/v1/complaints/{id}/measures: a measure of rectification with its wording, which the vault keeps; what enters
// the journal is a commitment.
#include "http/body.h"
#include "http/case_json.h"
#include "http/case_letter.h"
#include "http/commanding.h"
#include "http/doorkeeper.h"
#include "journal/canonical_json.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

struct MeasureBody {
  std::string campaign;
  Day day;
  int measure = 0;
  Day goal;
  bool done = false;
  std::optional<std::string> text{};  ///< nothing: the wording stays as it is
};
BOOST_DESCRIBE_STRUCT(MeasureBody, (), (campaign, day, measure, goal, done, text))

constexpr std::size_t longest_wording = 4'000 * 3;

/// The commitment to the wording: a new one, or that of the measure as it is.
Result<Digest, Failure> wording(const City& city, const complaints::Case& one, const MeasureBody& body) {
  const auto at = static_cast<std::size_t>(body.measure - 1);
  if (!body.text) return at < one.measures.size() ? one.measures[at].text : Digest{};
  std::string document = "{\"text\":";
  journal::write_json(document, *body.text);
  document += '}';
  const stores::NewRecord record{subject_of(city, {one.entry.campaign, one.entry.number, {}}), document};
  const auto kept = city.vault.put({&record, 1});
  if (!kept) return Unexpected{kept.error()};
  return kept->front();
}

Response record_measure(const City& city, const Request& request, const Caller& caller, const std::string& number) {
  const Language language = language_of(request);
  const auto key = idempotency_key(request, language);
  if (!key) return key.error();
  const auto body = read_body<MeasureBody>(request);
  if (!body) return body.error();
  if (body->text && body->text->size() > longest_wording)
    return refuse(request, language, 422, {"整改措施不对", "The measure is not as expected"},
                  {"“text”过长；请写在 4000 字以内。", "The text is too long; write at most 4,000 characters."});
  const auto one = city.engine.look([&](const figures::Reading& reading, const std::string&) {
    const complaints::Campaign* campaign = reading.complaints().campaign(body->campaign);
    const complaints::Case* found = campaign ? campaign->find(number) : nullptr;
    return found ? std::optional(*found) : std::nullopt;
  });
  if (!one) return no_such_address(request, language);
  const access::Requirement asked{access::Right::enter, access::Programme::complaints, one->entry.place};
  if (!may(city, caller, asked.right, asked.programme, asked.place)) return forbid(city, request, caller, asked, request.path);
  const auto text = wording(city, *one, *body);
  if (!text) return refuse(request, language, text.error());
  const complaints::RecordMeasure command{body->campaign, number,     body->day, body->measure,
                                          body->goal,     body->done, *text};
  engine::Submission submitted =
      submission(city, caller.account, *key, journal::Command{complaints::Command{command}});
  return submit(city, std::move(submitted), language);
}

}  // namespace

void add_case_measure_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("POST", "/api/v1/complaints/{id}/measures",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return record_measure(shared->city, request, caller, std::string(path["id"]));
              });
}

}  // namespace seethrough::http
