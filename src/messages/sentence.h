#pragma once
// Every rejection (拒绝) as one sentence a clerk can act on: which field, which value, what is expected, what to do.
// The rejection's type is the key; that each has a sentence in both languages is checked when this room is compiled.

#include <string>

#include "access/rejections.h"
#include "base/language.h"
#include "chains/programme.h"
#include "complaints/rejections.h"
#include "projects/rejections.h"
#include "publication/publication.h"
#include "subsidies/rejections.h"

namespace seethrough {

/// Money is printed in yuan ("1,234.50 元", "CNY 1,234.50"), a day as 2025-06-15, a claim as C0000001, a place as its
/// code, states, commands and fields in words, other texts as they are.
std::string sentence(const subsidies::Rejection& rejection, Language language);
std::string sentence(const complaints::Rejection& rejection, Language language);
std::string sentence(const projects::Rejection& rejection, Language language);
std::string sentence(const chains::Rejection& rejection, Language language);
std::string sentence(const publication::Rejection& rejection, Language language);
std::string sentence(const access::Rejection& rejection, Language language);

}  // namespace seethrough
