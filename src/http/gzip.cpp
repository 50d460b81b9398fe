#include "http/gzip.h"

#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/crc.hpp>

#include <cstdint>

#include "base/check.h"

namespace seethrough::http {
namespace {

void append_little_endian(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xff);
}

}  // namespace

std::string gzip(std::string_view data) {
  namespace zlib = boost::beast::zlib;
  static constexpr char header[] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, '\xff'};  // deflate; no time; system unknown
  zlib::deflate_stream deflate;
  deflate.reset(4, 15, 8, zlib::Strategy::normal);  // level 4: most of the gain at a third of level 9's time
  const std::size_t room = deflate.upper_bound(data.size());
  std::string out(header, sizeof header);
  out.resize(sizeof header + room);
  zlib::z_params params;
  params.next_in = data.data();
  params.avail_in = data.size();
  params.next_out = out.data() + sizeof header;
  params.avail_out = room;
  boost::beast::error_code error;
  deflate.write(params, zlib::Flush::finish, error);
  INVARIANT(error == zlib::error::end_of_stream, "deflate had room for the whole stream");
  out.resize(sizeof header + params.total_out);
  boost::crc_32_type crc;
  crc.process_bytes(data.data(), data.size());
  append_little_endian(out, crc.checksum());
  append_little_endian(out, static_cast<std::uint32_t>(data.size()));
  return out;
}

}  // namespace seethrough::http
