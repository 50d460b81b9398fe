#pragma once
// A bulletin's document as a file to keep and to print (印发件). The same document and imprint give the same octets on
// the same installation: a file's time is the cut-off, and nothing in it is random. Control characters, which no such
// file may hold, become U+FFFD, as do octets that are no UTF-8.
//
// Every row of a table must have as many cells as the table has columns, at least one; a cell may be empty.

#include <string>

#include "base/failure.h"
#include "base/result.h"
#include "bulletins/document.h"
#include "printing/imprint.h"

namespace seethrough::printing {

/// A workbook: title, paragraphs and imprint on the first worksheet, each table on one of its own, headed by its
/// columns. Cells of numeric columns are numbers where they are written as one of at most 15 digits; every other cell is
/// text and is never run as a formula. What is beyond the 32,767 characters that a cell can hold is left out, and the
/// cell says so. On paper: A4, across for tables of more than five columns, the header on each sheet.
/// Failure `unavailable`: no room for its temporary files.
Result<std::string, Failure> xlsx(const bulletins::Document& document, const Imprint& imprint);

/// Sheets of A4, across if a table has more than five columns, each with imprint and number. Tables have their header on
/// every sheet; cells are wrapped, so that none leaves its column; a row that is taller than a sheet goes on on the next.
/// Failure `unavailable`: no font here has Chinese. Failure `malformed`: a table has more columns than a sheet can
/// hold (about 150).
Result<std::string, Failure> pdf(const bulletins::Document& document, const Imprint& imprint);

/// One HTML file that needs no other: no script, no font, no picture.
std::string html(const bulletins::Document& document, const Imprint& imprint);

}  // namespace seethrough::printing
