#include <fmt/format.h>

#include "app/city.h"
#include "app/commands.h"
#include "pages/page.h"

namespace seethrough::app {
namespace {

int print_front(const Common& common, const std::string& folder) {
  const auto city = open_to_read(common, folder, 0);
  if (!city) return say(common, city.error());
  const figures::Reading& reading = *(*city)->reading;
  Day day{0};
  for (const auto series :
       {publication::Series::subsidies, publication::Series::complaints, publication::Series::projects}) {
    const Day latest = bulletins::latest_cut_off(reading, series);
    if (latest > day) day = latest;
  }
  const pages::Site site{reading, common.language, false, (*city)->key.verifier.name, (*city)->checkpoint,
                         (*city)->size, fmt::format("/{}/d/{}", code(common.language), to_string(day))};
  if (common.json) return print(pages::front_page(site, day).json + "\n") ? done : refused;
  return print(pages::front_text(site, day)) ? done : refused;
}

}  // namespace

void add_front(CLI::App& app, const Common& common, Chosen& chosen) {
  auto folder = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("front", in(common.language, "在终端打印首页", "print the front page in the terminal"));
  add_data(*command, *folder);
  command->callback([&common, &chosen, folder] {
    chosen = [&common, folder] { return print_front(common, *folder); };
  });
}

}  // namespace seethrough::app
