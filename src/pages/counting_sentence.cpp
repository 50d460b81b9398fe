#include "pages/counting_sentence.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/check.h"

namespace seethrough::pages {
namespace {

using namespace complaints;

std::string types(const Counting& counting, Language language) {
  switch (counting.types) {
    case TypeCounting::primary:
      return in(language, "每件只计入一个主要类型，各类型之和等于件数", "each case counts under its primary type alone, so the types add up to the cases");
    case TypeCounting::labels:
      return in(language, "一件涉及几类就在几类里各计一次，各类型之和可以大于件数",
                "a case counts once under each of its types, so the types may add up to more than the cases");
    case TypeCounting::issues:
      return in(language, "分类型按问题计，一件有几个问题就计几个",
                "types count issues: a case with several issues counts once for each");
    case TypeCounting::combined:
      return fmt::format(fmt::runtime(in(language, "同时涉及多类的计入“{}”，各类型之和等于件数",
                                         "a case of several types counts under '{}', so the types add up to the cases")),
                         counting.combined_class);
  }
  INVARIANT(false, "a way of counting types that is not known");
}

std::string splits(SplitCounting splits, Language language) {
  switch (splits) {
    case SplitCounting::as_received:
      return in(language, "拆分办理的仍按来件计一件", "a case that was split counts once, as received");
    case SplitCounting::after_splitting:
      return in(language, "拆分办理的按拆分后的件数计", "a case that was split counts as its parts");
    case SplitCounting::both:
      return in(language, "拆分前后的件数都列出", "cases are printed before and after splitting");
  }
  INVARIANT(false, "a way of counting split cases that is not known");
}

std::string joint(JointCounting joint, Language language) {
  switch (joint) {
    case JointCounting::none: return in(language, "每件只计入一地", "each case counts in one place");
    case JointCounting::own_line:
      return in(language, "多地合办的另列一行，不计入各地", "cases of several places have a line of their own");
    case JointCounting::by_share:
      return in(language, "多地合办的按各地份额分摊", "a case of several places counts in each by its share");
    case JointCounting::in_each:
      return in(language, "多地合办的在各地各计一件", "a case of several places counts whole in each");
  }
  INVARIANT(false, "a way of counting joint cases that is not known");
}

std::string duplicates(DuplicateCounting duplicates, Language language) {
  switch (duplicates) {
    case DuplicateCounting::counted: return in(language, "重复举报照常计数", "repeats count like other cases");
    case DuplicateCounting::removed: return in(language, "重复举报不计", "repeats don't count");
    case DuplicateCounting::flagged: return in(language, "重复举报计数并注明", "repeats count and are marked");
    case DuplicateCounting::both:
      return in(language, "首次举报和重复举报分开列出", "first complaints and repeats are printed apart");
  }
  INVARIANT(false, "a way of counting repeats that is not known");
}

}  // namespace

std::string counting_sentence(const Counting& counting, Language language) {
  const char* between = in(language, "；", "; ");
  std::string out = types(counting, language) + between + splits(counting.splits, language) + between +
                    joint(counting.joint, language) + between + duplicates(counting.duplicates, language);
  if (!counting.not_alone.empty())
    out += between + fmt::format(fmt::runtime(in(language, "{}只附在其他类型之后，不单独计", "{} only accompanies another type")),
                                 fmt::join(counting.not_alone, in(language, "、", ", ")));
  if (language == Language::en) out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out + in(language, "。", ".");
}

}  // namespace seethrough::pages
