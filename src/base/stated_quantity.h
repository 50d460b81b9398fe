#pragma once
// StatedQuantity (公布量): a quantity that a firm, a project or an office states about itself ("annual output over
// 8 bn yuan"). No records of ours add up to it, so it is kept and printed as stated, with its bound.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>

namespace seethrough {

BOOST_DEFINE_ENUM_CLASS(Bound, exactly, over, within)

struct StatedQuantity {
  std::string name;        ///< stable identifier, e.g. "annual_output"
  std::int64_t value = 0;  ///< in `unit`
  std::string unit;        ///< "count", "fen", "basis_points", or a unit's symbol
  Bound bound = Bound::exactly;
  friend bool operator==(const StatedQuantity&, const StatedQuantity&) = default;
};
BOOST_DESCRIBE_STRUCT(StatedQuantity, (), (name, value, unit, bound))

}  // namespace seethrough
