#pragma once
// The campaign of the demonstration city's complaints: what campaigns/changzhi-round-3.yaml says.

#include "complaints/commands_campaign.h"
#include "places/tree.h"

namespace seethrough::demo {

complaints::DeclareCampaign declared_campaign(const Tree& places);

}  // namespace seethrough::demo
