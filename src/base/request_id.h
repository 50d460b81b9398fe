#pragma once
// A request's identifier (请求编号), chosen by the caller so that a repeated request is recognised, and the fingerprint
// of its body, which tells a repetition from another request under the same identifier.

#include "base/octets.h"

namespace seethrough {

using RequestId = Octets<struct RequestIdTag, 16>;
using Fingerprint = Octets<struct FingerprintTag, 8>;

}  // namespace seethrough
