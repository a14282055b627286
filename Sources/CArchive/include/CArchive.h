#pragma once
// zlib and liblzma, for captures (.tar.gz) and archives of others (.tar.xz); liblz4 and libzstd, for what journald packed.
#include <lz4.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

// Initialisers that are macros in the libraries' headers, which Swift cannot import.
static inline int drydock_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }
static inline int drydock_deflate_init(z_stream *stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}
static inline lzma_stream drydock_lzma_stream(void) { return (lzma_stream)LZMA_STREAM_INIT; }
