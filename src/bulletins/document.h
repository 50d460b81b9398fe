#pragma once
// The bulletin as it is read: a title, paragraphs and tables, in one language. Printed as text by the command line, as
// HTML by the pages, as files to keep by src/printing.

#include <string>
#include <variant>
#include <vector>

#include "bulletins/bulletin.h"

namespace seethrough::bulletins {

struct Paragraph {
  std::string text;
};
struct Column {
  std::string head;
  bool numeric = false;
};
struct TableBlock {
  std::string caption;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};
using Block = std::variant<Paragraph, TableBlock>;

struct Document {
  std::string title;
  std::string subtitle;  ///< cut-off, journal position, reconstructed
  std::vector<Block> blocks;
};

/// The document of a bulletin that was composed from `reading`.
Document lay_out(const Bulletin& bulletin, const figures::Reading& reading, Language language);

/// Plain text with aligned tables (a Chinese character is two columns wide).
std::string plain_text(const Document& document);

/// Money and counts as the public reads them: 3.45亿元, 8829.9万元, 20余万; CNY 345.00 million.
std::string printed(const Value& value, Language language);

/// Names of classes, stages, levels, types and units in the reader's language; the id itself if it has none.
std::string label(std::string_view id, Language language);

/// 消费品以旧换新通报, …
std::string series_name(Series series, Language language);

}  // namespace seethrough::bulletins
