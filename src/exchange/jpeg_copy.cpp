#include "exchange/jpeg_copy.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <cstdlib>
#include <cstring>
#include <memory>

#include <jpeglib.h>

#include <jerror.h>

#include "exchange/exif_orientation.h"
#include "exchange/icc_profile.h"
#include "exchange/picture_fault.h"
#include "stores/evidence.h"

namespace seethrough::exchange {
namespace {

using namespace std::string_view_literals;

constexpr int exif_marker = JPEG_APP0 + 1, icc_marker = JPEG_APP0 + 2;
constexpr unsigned whole_marker = 0xFFFF;
constexpr std::string_view exif_begin = "Exif\0\0"sv;
constexpr long most_memory = 400L << 20;  // of the coefficients: 64 megapixels in full colour
constexpr int most_scans = 100;           // cameras write 1, progressive pictures about 10; each costs a pass

/// libjpeg reports errors by a function that must not return: it jumps back to the setjmp of transcode().
struct ErrorState {
  jpeg_error_mgr manager;  // first: libjpeg hands it back by its address
  std::jmp_buf back;
  bool damaged = false;  ///< a warning that means that a part of the picture is made up
  char said[JMSG_LENGTH_MAX] = {};
};

void on_error(j_common_ptr info) {
  auto* state = reinterpret_cast<ErrorState*>(info->err);
  info->err->format_message(info, state->said);
  std::longjmp(state->back, 1);
}

/// Some warnings are about what is left behind anyway, or about what many cameras do.
bool harmless(int code) {
  return code == JWRN_EXTRANEOUS_DATA || code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM || code == JWRN_BOGUS_ICC;
}

void on_message(j_common_ptr info, int level) {
  if (level >= 0 || harmless(info->err->msg_code)) return;
  auto* state = reinterpret_cast<ErrorState*>(info->err);
  if (!state->damaged) info->err->format_message(info, state->said);
  state->damaged = true;
}

void on_output(j_common_ptr) {}

/// A few octets can say that a large picture has thousands of scans.
void on_progress(j_common_ptr info) {
  if (info->is_decompressor && reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > most_scans)
    ERREXIT(info, JERR_BAD_PROGRESSION);
}

/// Where the copy goes: memory that grows, up to the size of a file of evidence.
struct Sink {
  jpeg_destination_mgr manager;  // first: libjpeg hands it back by its address
  unsigned char* octets;
  std::size_t size, room;
};

/// More room than there is now; false at the limit.
bool grow(Sink& sink, std::size_t used) {
  if (sink.room >= stores::largest_evidence) return false;
  const std::size_t room = sink.room == 0 ? std::size_t{1} << 16 : std::min(sink.room * 2, stores::largest_evidence);
  auto* octets = static_cast<unsigned char*>(std::realloc(sink.octets, room));
  if (octets == nullptr) return false;
  sink = {sink.manager, octets, 0, room};
  sink.manager.next_output_byte = octets + used;
  sink.manager.free_in_buffer = room - used;
  return true;
}

void begin_sink(j_compress_ptr info) {
  if (!grow(*reinterpret_cast<Sink*>(info->dest), 0)) ERREXIT1(info, JERR_OUT_OF_MEMORY, 0);
}
boolean fill_sink(j_compress_ptr info) {  // called when all room is used
  auto* sink = reinterpret_cast<Sink*>(info->dest);
  if (!grow(*sink, sink->room)) ERREXIT1(info, JERR_OUT_OF_MEMORY, 0);
  return TRUE;
}
void end_sink(j_compress_ptr info) {
  auto* sink = reinterpret_cast<Sink*>(info->dest);
  sink->size = sink->room - info->dest->free_in_buffer;
}

class JpegCopy {
 public:
  explicit JpegCopy(std::string_view octets) : from_(octets) {}
  JpegCopy(const JpegCopy&) = delete;
  JpegCopy& operator=(const JpegCopy&) = delete;
  ~JpegCopy() {
    jpeg_destroy_compress(&out_);
    jpeg_destroy_decompress(&in_);
    std::free(icc_);
    std::free(sink_.octets);
  }

  Result<std::string, Failure> run() {
    const bool whole = transcode();
    if (too_large(in_.image_width, in_.image_height)) return Unexpected{too_large_picture(in_.image_width, in_.image_height)};
    const int code = error_.manager.msg_code;
    if (!whole && (code == JERR_OUT_OF_MEMORY || code == JERR_NO_BACKING_STORE)) return Unexpected{too_heavy_picture()};
    if (!whole || error_.damaged) return Unexpected{damaged_picture(error_.said, error_.said)};
    return std::string(reinterpret_cast<const char*>(sink_.octets), sink_.size);
  }

 private:
  /// False if libjpeg gave up. Nothing in here, or in what it calls, may need a destructor: the way back is a jump.
  bool transcode() {
    in_.err = out_.err = jpeg_std_error(&error_.manager);
    error_.manager.error_exit = on_error;
    error_.manager.emit_message = on_message;
    error_.manager.output_message = on_output;
    if (setjmp(error_.back) != 0) return false;
    jpeg_create_decompress(&in_);
    jpeg_create_compress(&out_);
    in_.progress = &progress_;
    in_.mem->max_memory_to_use = most_memory;
    jpeg_mem_src(&in_, reinterpret_cast<const unsigned char*>(from_.data()), from_.size());
    jpeg_save_markers(&in_, exif_marker, whole_marker);
    jpeg_save_markers(&in_, icc_marker, whole_marker);
    jpeg_read_header(&in_, TRUE);
    if (too_large(in_.image_width, in_.image_height)) return false;
    jvirt_barray_ptr* coefficients = jpeg_read_coefficients(&in_);
    jpeg_copy_critical_parameters(&in_, &out_);
    out_.optimize_coding = TRUE;
    out_.dest = &sink_.manager;
    jpeg_write_coefficients(&out_, coefficients);
    keep_orientation();
    keep_profile();
    jpeg_finish_compress(&out_);
    jpeg_finish_decompress(&in_);
    return true;
  }

  void keep_orientation() {
    int orientation = 1;
    for (jpeg_saved_marker_ptr one = in_.marker_list; one != nullptr && orientation == 1; one = one->next) {
      const std::string_view data(reinterpret_cast<const char*>(one->data), one->data_length);
      if (one->marker == exif_marker && data.starts_with(exif_begin))
        orientation = orientation_in(data.substr(exif_begin.size()));
    }
    if (orientation == 1) return;
    exif_size_ = write_exif(orientation, exif_);
    jpeg_write_marker(&out_, exif_marker, exif_, exif_size_);
  }
  /// Apart, so that its string is gone before libjpeg is called.
  static unsigned write_exif(int orientation, unsigned char* room) {
    const std::string exif = std::string(exif_begin) + tiff_of_orientation(orientation);
    std::memcpy(room, exif.data(), exif.size());
    return static_cast<unsigned>(exif.size());
  }

  void keep_profile() {
    if (!jpeg_read_icc_profile(&in_, &icc_, &icc_size_)) return;
    if (is_icc_profile({reinterpret_cast<const char*>(icc_), icc_size_})) jpeg_write_icc_profile(&out_, icc_, icc_size_);
  }

  std::string_view from_;
  ErrorState error_{};
  jpeg_progress_mgr progress_{on_progress, 0, 0, 0, 0};
  jpeg_decompress_struct in_{};
  jpeg_compress_struct out_{};
  Sink sink_{{nullptr, 0, begin_sink, fill_sink, end_sink}, nullptr, 0, 0};
  unsigned char exif_[64] = {};
  unsigned exif_size_ = 0;
  unsigned char* icc_ = nullptr;
  unsigned icc_size_ = 0;
};

}  // namespace

Result<std::string, Failure> copy_jpeg(std::string_view octets) {
  return std::make_unique<JpegCopy>(octets)->run();  // a Result is made before the destructor runs
}

}  // namespace seethrough::exchange
