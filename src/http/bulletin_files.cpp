#include "http/bulletin_files.h"

#include <fmt/format.h>

#include "pages/html.h"
#include "printing/printing.h"

namespace seethrough::http {
namespace {

constexpr int most_waiting = 2;

Result<std::string, Failure> printed(std::string_view ending, const bulletins::Document& document,
                                     const printing::Imprint& imprint) {
  if (ending == ".xlsx") return printing::xlsx(document, imprint);
  if (ending == ".pdf") return printing::pdf(document, imprint);
  return printing::html(document, imprint);
}

const char* content_type(std::string_view ending) {
  if (ending == ".xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (ending == ".pdf") return "application/pdf";
  return "text/html; charset=utf-8";
}

/// RFC 6266: a name for every client, and the proper one in UTF-8.
std::string disposition(const printing::Imprint& imprint, const std::string& ending) {
  return fmt::format("attachment; filename=\"{}{}\"; filename*=UTF-8''{}", printing::ascii_file_name(imprint), ending,
                     pages::query_value(printing::file_name(imprint) + ending));
}

}  // namespace

bool BulletinFiles::has(std::string_view ending) { return ending == ".xlsx" || ending == ".pdf" || ending == ".html"; }

Response BulletinFiles::answer(Shared& shared, const Request& request, const Asked& asked,
                               const publication::BulletinIssued& issued, const LayOut& lay_out) {
  const std::string address = asked.path + asked.ending;
  if (auto kept = kept_.find(address)) return std::move(*kept);
  BulletinFiles::LaidOut laid_out;
  const auto read = shared.read(static_cast<std::uint64_t>(issued.known_at),
                                [&](const figures::Reading& reading, const std::string&) -> Response {
                                  auto made = lay_out(reading);
                                  if (!made) return made.error();
                                  laid_out = *std::move(made);
                                  return {};
                                });
  if (!read) return refuse(request, asked.language, read.error());
  if (read->status != 200) return *read;
  const printing::Imprint imprint{asked.language, issued.series, issued.number, issued.cut_off,
                                  static_cast<std::uint64_t>(issued.known_at), issued.digest,
                                  "https://" + shared.city.engine.key().verifier.name + asked.path, laid_out.reconstructed};
  Response response = made(shared, request, asked, laid_out.document, imprint);
  if (response.status == 200) kept_.keep(address, response);
  return response;
}

Response BulletinFiles::made(const Shared& shared, const Request& request, const Asked& asked,
                             const bulletins::Document& document, const printing::Imprint& imprint) {
  struct Asking {
    std::atomic<int>& count;
    const int others = count.fetch_add(1);
    ~Asking() { count.fetch_sub(1); }
  } asking{asking_};
  if (asking.others > most_waiting)
    return refuse(request, asked.language,
                  Failure{FailureKind::unavailable, "正在为其他人编制文件，请过几秒重试",
                          "files are being made for others; try again in a few seconds"});
  const std::scoped_lock lock(printing_);
  auto file = printed(asked.ending, document, imprint);
  if (!file) return refuse(request, asked.language, file.error());
  Response response;
  response.content_type = content_type(asked.ending);
  response.shared_body = std::make_shared<const std::string>(*std::move(file));
  return std::move(response)
      .with("Content-Disposition", disposition(imprint, asked.ending))
      .with("Content-Language", std::string(code(asked.language)))
      .with("ETag", entity_tag({shared.city.build, asked.path, asked.ending, to_hex(imprint.digest)}))
      .with("Cache-Control", "public, max-age=3600");
}

}  // namespace seethrough::http
