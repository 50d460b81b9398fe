#include "printing/column_widths.h"

#include <algorithm>

namespace seethrough::printing {
namespace {

double sum(const std::vector<ColumnNeed>& needs, double ColumnNeed::*member) {
  double all = 0;
  for (const ColumnNeed& one : needs) all += one.*member;
  return all;
}

/// What is left over or lacking after halving is beyond what can be seen; it goes to all.
std::vector<double> scaled(std::vector<double> widths, double available) {
  double all = 0;
  for (const double width : widths) all += width;
  for (double& width : widths) width *= available / all;
  return widths;
}

std::vector<double> by_bulk(const std::vector<ColumnNeed>& needs, double available) {
  const auto at = [&](double scale) {
    std::vector<double> widths;
    for (const ColumnNeed& one : needs) widths.push_back(std::clamp(scale * one.bulk, one.least, std::max(one.least, one.natural)));
    return widths;
  };
  double low = 0, high = 1;
  const auto total = [&](double scale) {
    double all = 0;
    for (const double width : at(scale)) all += width;
    return all;
  };
  while (total(high) < available && high < 1e12) high *= 2;
  for (int i = 0; i < 60; ++i) (total((low + high) / 2) < available ? low : high) = (low + high) / 2;
  return scaled(at(low), available);
}

}  // namespace

std::vector<double> share_width(const std::vector<ColumnNeed>& needs, double available) {
  const double hard = sum(needs, &ColumnNeed::hard), least = sum(needs, &ColumnNeed::least);
  if (hard > available) return {};
  if (sum(needs, &ColumnNeed::natural) > available && least < available) return by_bulk(needs, available);
  std::vector<double> widths;
  for (const ColumnNeed& one : needs) {
    if (least < available) widths.push_back(one.natural);
    else widths.push_back(one.hard + (one.least - one.hard) * (available - hard) / (least - hard));
  }
  return scaled(std::move(widths), available);
}

}  // namespace seethrough::printing
