// /api/v1/sign-in/{provider}: signing in with an OpenID provider.
#include "http/doorkeeper.h"

namespace seethrough::http {

void add_sign_in_routes(Doorkeeper& doors, const SharedPointer&) {
  for (const char* pattern : {"/api/v1/sign-in/{provider}", "/api/v1/sign-in/{provider}/callback"})
    doors.open("GET", pattern, [](const Request& request, const PathParameters&) { return no_such_address(request); });
}

}  // namespace seethrough::http
