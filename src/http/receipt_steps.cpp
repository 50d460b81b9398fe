#include "http/receipt_steps.h"

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/object.hpp>

#include "messages/labels.h"

namespace seethrough::http {

namespace json = boost::json;

json::array receipt_steps(const rules::Edition& edition, const subsidies::Purchase& purchase,
                          const subsidies::Grant& grant) {
  json::array steps;
  Fen left = purchase.sale ? purchase.sale->list_price.value_or(purchase.price) : purchase.price;
  const auto add = [&](rules::Giver giver, Fen amount) {
    left -= amount;
    steps.push_back(json::object{{"giver", boost::describe::enum_to_string(giver, "")},
                                 {"zh", label(giver, Language::zh)},
                                 {"en", label(giver, Language::en)},
                                 {"amount_fen", amount.value},
                                 {"after_fen", left.value}});
  };
  const rules::Class* cls = edition.find_class(grant.cls);
  const std::vector<rules::Giver> last{rules::Giver::government};
  for (const rules::Giver giver : cls && !cls->price_order.empty() ? cls->price_order : last) {
    if (giver == rules::Giver::government) {
      add(giver, grant.subsidy);
      continue;
    }
    for (const subsidies::PriceStep& step : purchase.sale ? purchase.sale->steps : std::vector<subsidies::PriceStep>{}) {
      if (step.giver == giver) add(giver, step.amount);
    }
  }
  return steps;
}

}  // namespace seethrough::http
