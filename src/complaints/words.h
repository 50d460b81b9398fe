#pragma once
// The field's words (用语) for findings, closures, sanctions and the steps of the ladder, as bulletins print them.

#include <string_view>

#include "base/language.h"
#include "complaints/commands.h"

namespace seethrough::complaints {

struct Words {
  std::string_view zh, en;
  std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
};

constexpr Words words(Finding finding) {
  constexpr Words all[] = {{"属实", "substantiated"},
                           {"基本属实", "mostly substantiated"},
                           {"部分属实", "partly substantiated"},
                           {"不属实", "not substantiated"}};
  return all[static_cast<int>(finding)];
}

constexpr Words words(Closure closure) {
  constexpr Words all[] = {{"办结", "closed"}, {"阶段性办结", "closed in stages"}, {"未办结", "not closed"}};
  return all[static_cast<int>(closure)];
}

/// `unit` is the measure word of its count.
struct SanctionWords : Words {
  Words unit;
};
constexpr SanctionWords words(SanctionKind kind) {
  constexpr Words firms{"家", "enterprises"}, cases{"件", "cases"}, persons{"人", "persons"};
  constexpr SanctionWords all[] = {{{"责令整改", "ordered to rectify"}, firms},
                                   {{"立案处罚", "penalty proceedings"}, firms},
                                   {{"罚款", "fined"}, firms},
                                   {{"立案侦查", "criminal investigations"}, cases},
                                   {{"行政拘留", "administrative detention"}, persons},
                                   {{"刑事拘留", "criminal detention"}, persons},
                                   {{"约谈", "called in for a talk"}, persons},
                                   {{"问责", "held to account"}, persons},
                                   {{"限期整改", "to rectify by a deadline"}, firms},
                                   {{"停产整改", "production stopped"}, firms},
                                   {{"查封扣押", "sealed or seized"}, firms},
                                   {{"关停取缔", "closed down"}, firms}};
  return all[static_cast<int>(kind)];
}

constexpr Words words(LadderStep step) {
  constexpr Words all[] = {{"催办", "reminder"}, {"通报", "notice"}, {"约谈", "summons"}};
  return all[static_cast<int>(step)];
}

constexpr Words words(Satisfaction satisfaction) {
  constexpr Words all[] = {
      {"满意", "satisfied"}, {"基本满意", "mostly satisfied"}, {"不满意", "dissatisfied"}};
  return all[static_cast<int>(satisfaction)];
}

constexpr Words words(EvidenceStage stage) {
  constexpr Words all[] = {{"整改前", "before"}, {"整改后", "after"}, {"材料", "document"}};
  return all[static_cast<int>(stage)];
}

constexpr Words words(Channel channel) {
  constexpr Words all[] = {{"来电", "phone"}, {"来信", "letter"}, {"网络", "online"}};
  return all[static_cast<int>(channel)];
}

}  // namespace seethrough::complaints
