#pragma once
// What has happened in the inspection complaints programme.

#include "complaints/commands.h"

namespace seethrough::complaints {

struct CampaignDeclared {
  static constexpr std::string_view type = "complaints.campaign_declared/1";
  DeclareCampaign campaign;
};
BOOST_DESCRIBE_STRUCT(CampaignDeclared, (), (campaign))

struct CaseRegistered {
  static constexpr std::string_view type = "complaints.case_registered/1";
  RegisterCase entry;
};
BOOST_DESCRIBE_STRUCT(CaseRegistered, (), (entry))

struct BatchHandedOver {
  static constexpr std::string_view type = "complaints.batch_handed_over/1";
  std::string campaign;
  int batch = 0;
  Day day;
  Day forwarded_on;
  BatchHeader header;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(BatchHandedOver, (), (campaign, batch, day, forwarded_on, header, reconstructed))

struct CaseCorrected {
  static constexpr std::string_view type = "complaints.case_corrected/1";
  std::string campaign;
  std::string number;
  PlaceCode place;
  std::string pollution;
  bool key_case = false;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CaseCorrected, (), (campaign, number, place, pollution, key_case, day, reason))

struct BatchDisclosed {
  static constexpr std::string_view type = "complaints.batch_disclosed/1";
  std::string campaign;
  int batch = 0;
  Day day;
};
BOOST_DESCRIBE_STRUCT(BatchDisclosed, (), (campaign, batch, day))

using Event = std::variant<CampaignDeclared, CaseRegistered, BatchHandedOver, CaseCorrected, BatchDisclosed>;

}  // namespace seethrough::complaints
