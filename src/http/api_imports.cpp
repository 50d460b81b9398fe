// /api/v1/imports: a file of claims, uploaded, read through, and imported once its uploader has seen what was found.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "http/body.h"
#include "http/doorkeeper.h"
#include "http/imports.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

constexpr std::size_t largest_upload = std::size_t{64} << 20;
constexpr std::size_t longest_name = 200;

std::string_view name_of(ImportState state) {
  constexpr std::string_view names[] = {"reading", "preview", "running", "done", "stopped", "failed"};
  return names[static_cast<std::size_t>(state)];
}

json::object as_json(const ImportStatus& status, Language language) {
  json::array first, columns;
  for (const auto& one : status.first)
    first.push_back(json::object{{"row", one.row}, {"column", one.column}, {"reason", one.reason}});
  for (const auto& one : status.columns)
    columns.push_back(json::object{{"column", one.column}, {"field", one.field}});
  json::object out{{"id", status.id},
                   {"name", status.name},
                   {"state", name_of(status.state)},
                   {"uploaded_at", to_string(status.uploaded_at)},
                   {"bytes", status.bytes},
                   {"bytes_read", status.bytes_read},
                   {"bytes_to_read", status.bytes_to_read},
                   {"rows", status.rows},
                   {"accepted", status.accepted},
                   {"repeated", status.repeated},
                   {"rejected", status.rejected},
                   {"first", std::move(first)},
                   {"columns", std::move(columns)}};
  if (status.failure) out["failure"] = in(language, status.failure->zh, status.failure->en);
  if (status.has_rejected_file) out["rejected_file"] = "/api/v1/imports/" + status.id + "/rejected.csv";
  return out;
}

Response no_such_import(const Request& request) {
  return refuse(request, language_of(request), 404, {"没有这个导入", "There is no such import"},
                {"没有这个导入，或者它不是您上传的，或者上传已超过一天。",
                 "There is no such import, or it is not yours, or it was uploaded more than a day ago."});
}

/// 415 for what a form of another page could send; what the file is, its octets tell.
std::optional<Response> wrong_type(const Request& request, Language language) {
  const std::string_view all = request.header("Content-Type").value_or("");
  const std::string_view type = all.substr(0, std::min(all.find_first_of("; \t"), all.size()));
  for (const std::string_view one :
       {"text/csv", "application/x-ndjson", "application/octet-stream",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}) {
    if (equal_ignoring_case(type, one)) return std::nullopt;
  }
  return refuse(request, language, 415, {"内容类型不对", "The content type is not as expected"},
                {"请求体应为文件本身：请把 Content-Type 设为 text/csv、application/x-ndjson、"
                 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet 或 application/octet-stream。",
                 "The body is the file itself: send Content-Type text/csv, application/x-ndjson, "
                 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet or application/octet-stream."});
}

std::optional<Response> wrong_upload(const Request& request, Language language) {
  if (auto no = wrong_type(request, language)) return no;
  if (const auto kind = request.query_value("kind").value_or(""); kind != "claims")
    return refuse_value(request, language, "kind", kind, {"claims", "claims"});
  for (const char* name : {"name", "sheet"}) {
    const auto value = request.query_value(name).value_or("");
    if (value.size() > longest_name)
      return refuse_value(request, language, name, value, {"至多 200 字节", "at most 200 bytes"});
  }
  for (const auto& [name, value] : request.query) {
    if (name != "kind" && name != "name" && name != "sheet" && name != "lang")
      return refuse_value(request, language, name, value,
                          {"kind、name、sheet、lang 之一，没有这个参数",
                           "one of kind, name, sheet, lang: there is no such parameter"});
  }
  if (request.body.empty())
    return refuse(request, language, 400, {"文件是空的", "The file is empty"},
                  {"上传的文件没有内容：请选择填好的表格。", "The upload holds nothing: choose a table that is filled in."});
  if (request.body.size() > largest_upload)
    return refuse(request, language, 413, {"文件太大", "The file is too large"},
                  {"文件超过 64 MB：请分成几个文件，或由管理员在服务器上用命令行导入。",
                   "The file is larger than 64 MB: split it, or have it imported with the command line on the server."});
  return std::nullopt;
}

Response upload(Imports& imports, const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  const access::Requirement asked{access::Right::enter, access::Programme::subsidies, {}};
  if (!may(city, caller, asked.right, asked.programme)) return forbid(city, request, caller, asked, request.path);
  if (auto no = wrong_upload(request, language)) return std::move(*no);
  std::string name(request.query_value("name").value_or(""));
  if (name.empty()) name = in(language, "上传的文件", "the upload");
  auto id = imports.take(caller, {std::move(name), std::string(request.query_value("sheet").value_or("")), language},
                         request.body);
  if (!id) {
    const Failure& why = id.error();
    if (why.kind != FailureKind::conflict) return refuse(request, language, why);
    return refuse(request, language, 409, {"导入太多", "Too many imports"}, {why.zh, why.en});
  }
  return private_json(json::object{{"id", *id}}, 202).with("Location", "/api/v1/imports/" + *id);
}

Response confirm(Imports& imports, const City& city, const Request& request, const Caller& caller,
                 const std::string& id) {
  const Language language = language_of(request);
  const access::Requirement asked{access::Right::enter, access::Programme::subsidies, {}};
  if (!may(city, caller, asked.right, asked.programme)) return forbid(city, request, caller, asked, request.path);
  if (!imports.status(caller.account, id)) return no_such_import(request);
  const bool begun = imports.confirm(caller, id, language);
  const auto status = imports.status(caller.account, id);
  if (!status) return no_such_import(request);
  if (begun) return private_json(as_json(*status, language), 202);
  return refuse(request, language, 409, {"现在不能确认", "It cannot be confirmed now"},
                {fmt::format("这个导入现在是 {}：只有读完（preview）的才能确认。", name_of(status->state)),
                 fmt::format("The import is {} now: only one that was read to its end (preview) can be confirmed.",
                             name_of(status->state))});
}

Response end(Imports& imports, const Request& request, const Caller& caller, const std::string& id) {
  if (!imports.status(caller.account, id)) return no_such_import(request);
  if (imports.end(caller.account, id)) return no_content();
  const auto status = imports.status(caller.account, id);
  if (!status) return no_content();
  return private_json(as_json(*status, language_of(request)), 202);
}

Response rejected_rows(Imports& imports, const City& city, const Request& request, const Caller& caller,
                       const std::string& id) {
  auto file = imports.rejected(caller.account, id);
  if (!file) return refuse(request, language_of(request), file.error());
  if (!*file) {
    if (!imports.status(caller.account, id)) return no_such_import(request);
    return refuse(request, language_of(request), 404, {"没有退回的行", "There are no rejected rows"},
                  {"这个导入没有退回的行，或者还没有结束。", "The import has no rejected rows, or has not ended yet."});
  }
  note(city, request, caller.account, stores::TrailKind::export_, stores::TrailOutcome::done, "imports", "rejected.csv");
  Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.file = *std::move(file);
  return std::move(response)
      .with("Content-Disposition", "attachment; filename=\"rejected.csv\"")
      .with("Cache-Control", "no-store");
}

}  // namespace

void add_import_api(Doorkeeper& doors, const SharedPointer& shared) {
  const auto imports = std::make_shared<Imports>(shared->city);
  doors.guard("POST", "/api/v1/imports",
              [shared, imports](const Request& request, const PathParameters&, const Caller& caller) {
                return upload(*imports, shared->city, request, caller);
              });
  doors.guard("GET", "/api/v1/imports/{id}",
              [imports](const Request& request, const PathParameters& path, const Caller& caller) {
                const auto status = imports->status(caller.account, std::string(path["id"]));
                if (!status) return no_such_import(request);
                return private_json(as_json(*status, language_of(request)));
              });
  doors.guard("POST", "/api/v1/imports/{id}/confirm",
              [shared, imports](const Request& request, const PathParameters& path, const Caller& caller) {
                return confirm(*imports, shared->city, request, caller, std::string(path["id"]));
              });
  doors.guard("DELETE", "/api/v1/imports/{id}",
              [imports](const Request& request, const PathParameters& path, const Caller& caller) {
                return end(*imports, request, caller, std::string(path["id"]));
              });
  doors.guard("GET", "/api/v1/imports/{id}/rejected.csv",
              [shared, imports](const Request& request, const PathParameters& path, const Caller& caller) {
                return rejected_rows(*imports, shared->city, request, caller, std::string(path["id"]));
              });
}

}  // namespace seethrough::http
