#pragma once
// Issued bulletins as files to keep (通报文件): XLSX, PDF and stand-alone HTML, each made once and then kept: what was
// issued does not change.

#include <atomic>
#include <functional>
#include <mutex>

#include "http/routes.h"
#include "printing/imprint.h"
#include "publication/publication.h"

namespace seethrough::http {

class BulletinFiles {
 public:
  /// Whether an address ends in one of the files' endings.
  static bool has(std::string_view ending);

  struct LaidOut {
    bulletins::Document document;
    bool reconstructed = false;
  };
  /// The bulletin as issued, or the answer that says why there is none.
  using LayOut = std::function<Result<LaidOut, Response>(const figures::Reading& reading)>;
  /// The file that `asked.ending` names. Set one at a time, outside of the engine's and the pages' locks; 503 when others
  /// wait already, so that printing cannot take all of the server's threads.
  Response answer(Shared& shared, const Request& request, const Asked& asked, const publication::BulletinIssued& issued,
                  const LayOut& lay_out);

 private:
  Response made(const Shared& shared, const Request& request, const Asked& asked, const bulletins::Document& document,
                const printing::Imprint& imprint);

  PageCache kept_;
  std::atomic<int> asking_{0};
  std::mutex printing_;
};

}  // namespace seethrough::http
