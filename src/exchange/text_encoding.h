#pragma once
// The encodings (编码) in which offices send text: UTF-8, and GB18030, of which GBK and GB 2312 are parts.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace seethrough::exchange {

enum class TextEncoding { utf8, gb18030, utf16 };

/// The encoding of a text from its beginning. UTF-16 by its byte order mark; GB18030 if more lines are GB18030 alone
/// than are UTF-8 beyond ASCII; else UTF-8.
TextEncoding encoding_of(std::string_view beginning);

bool is_utf8(std::string_view text);

/// Converts GB18030 to UTF-8.
class FromGb18030 {
 public:
  FromGb18030();
  /// Nothing if the text is damaged.
  std::optional<std::string> operator()(std::string_view text);

 private:
  struct Close {
    void operator()(void* descriptor) const;
  };
  std::unique_ptr<void, Close> descriptor_;
};

}  // namespace seethrough::exchange
