#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One HTTP/2 request with prior knowledge (RFC 9113) and its answer, without any I/O: bytes go in and come out.
/// Not safe for use from two threads at once.
typedef struct chttp2_exchange chttp2_exchange;

/// What is known of the answer so far. Pointers hold until the next call on the exchange.
typedef struct {
    bool settings_seen;        ///< The peer's SETTINGS came: it speaks HTTP/2.
    bool finished;             ///< The stream is closed, for better or worse.
    bool too_large;            ///< The message is longer than the limit.
    bool stuck;                ///< The session can neither read nor write any more.
    uint32_t stream_error;     ///< HTTP/2 error code that closed the stream; 0 is none.
    uint32_t connection_error; ///< HTTP/2 error code of a GOAWAY of either side; 0 is none.
    int http_status;           ///< `:status`; 0 before it came.
    int grpc_status;           ///< `grpc-status`; -1 where there was none, 2 (UNKNOWN) where it was no number.
    const char *content_type;
    size_t content_type_length;
    const char *grpc_message; ///< `grpc-message`, still percent-encoded.
    size_t grpc_message_length;
    const uint8_t *body; ///< All DATA so far.
    size_t body_length;
} chttp2_answer;

/// A POST of `body` (copied) to `path` as gRPC wants it. `limit` is the longest gRPC message taken, in bytes, its prefix
/// not counted. Null where memory is short.
chttp2_exchange *chttp2_open(const char *path, const uint8_t *body, size_t length, size_t limit);

/// The next bytes to send: their number and place, 0 for none now, negative for an nghttp2 error. They hold until the next call.
ptrdiff_t chttp2_outgoing(chttp2_exchange *exchange, const uint8_t **bytes);

/// Takes bytes that came from the peer. 0, or an nghttp2 error (negative).
int chttp2_incoming(chttp2_exchange *exchange, const uint8_t *bytes, size_t length);

chttp2_answer chttp2_look(const chttp2_exchange *exchange);

/// The name of an HTTP/2 error code (`REFUSED_STREAM`), a constant.
const char *chttp2_error_name(uint32_t code);

void chttp2_close(chttp2_exchange *exchange);
