#include "CHTTP2.h"

#include <nghttp2/nghttp2.h>
#include <stdlib.h>
#include <string.h>

// gRPC puts a flag byte and a 32-bit big-endian length before each message.
#define PREFIX 5

typedef struct {
    char *bytes;
    size_t length;
} text;

struct chttp2_exchange {
    nghttp2_session *session;
    int32_t stream;
    uint8_t *request;
    size_t request_length, request_sent;
    uint8_t *body;
    size_t body_length, body_capacity, limit;
    text content_type, grpc_message;
    int http_status, grpc_status;
    uint32_t stream_error, connection_error;
    bool settings_seen, finished, too_large;
};

static int number(const uint8_t *digits, size_t length, int otherwise) {
    int value = 0;
    if (length == 0 || length > 4) return otherwise;
    for (size_t i = 0; i < length; i++) {
        if (digits[i] < '0' || digits[i] > '9') return otherwise;
        value = value * 10 + digits[i] - '0';
    }
    return value;
}

static int keep(text *into, const uint8_t *bytes, size_t length) {
    char *copy = malloc(length ? length : 1);
    if (!copy) return NGHTTP2_ERR_CALLBACK_FAILURE;
    memcpy(copy, bytes, length);
    free(into->bytes);
    *into = (text){copy, length};
    return 0;
}

static bool is(const char *name, const uint8_t *bytes, size_t length) {
    return strlen(name) == length && memcmp(name, bytes, length) == 0;
}

static int on_header(nghttp2_session *session, const nghttp2_frame *frame, const uint8_t *name, size_t name_length,
                     const uint8_t *value, size_t length, uint8_t flags, void *context) {
    (void)session, (void)flags;
    chttp2_exchange *exchange = context;
    if (frame->hd.stream_id != exchange->stream) return 0;
    if (is(":status", name, name_length)) exchange->http_status = number(value, length, 0);
    if (is("grpc-status", name, name_length)) exchange->grpc_status = number(value, length, 2);
    if (is("grpc-message", name, name_length)) return keep(&exchange->grpc_message, value, length);
    if (is("content-type", name, name_length)) return keep(&exchange->content_type, value, length);
    return 0;
}

// The length that the prefix announces, once the prefix is whole: a runtime that announces too much is not waited for.
static size_t announced(const chttp2_exchange *exchange) {
    if (exchange->body_length < PREFIX) return 0;
    const uint8_t *at = exchange->body + 1;
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
}

static int on_data(nghttp2_session *session, uint8_t flags, int32_t stream, const uint8_t *bytes, size_t length, void *context) {
    (void)flags;
    chttp2_exchange *exchange = context;
    if (stream != exchange->stream || exchange->too_large) return 0;
    size_t wanted = exchange->body_length + length;
    if (wanted <= exchange->limit + PREFIX) {
        if (wanted > exchange->body_capacity) {
            size_t capacity = wanted < 4096 ? 4096 : wanted * 2;
            uint8_t *larger = realloc(exchange->body, capacity);
            if (!larger) return NGHTTP2_ERR_CALLBACK_FAILURE;
            exchange->body = larger;
            exchange->body_capacity = capacity;
        }
        memcpy(exchange->body + exchange->body_length, bytes, length);
        exchange->body_length = wanted;
    }
    if (wanted > exchange->limit + PREFIX || announced(exchange) > exchange->limit) {
        exchange->too_large = true;
        return nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, stream, NGHTTP2_CANCEL);
    }
    return 0;
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *context) {
    (void)session;
    chttp2_exchange *exchange = context;
    if (frame->hd.type == NGHTTP2_SETTINGS && !(frame->hd.flags & NGHTTP2_FLAG_ACK)) exchange->settings_seen = true;
    if (frame->hd.type == NGHTTP2_GOAWAY) exchange->connection_error = frame->goaway.error_code;
    return 0;
}

// A GOAWAY of ours with an error code: the peer broke the protocol.
static int on_frame_sent(nghttp2_session *session, const nghttp2_frame *frame, void *context) {
    (void)session;
    chttp2_exchange *exchange = context;
    if (frame->hd.type == NGHTTP2_GOAWAY) exchange->connection_error = frame->goaway.error_code;
    return 0;
}

static int on_stream_close(nghttp2_session *session, int32_t stream, uint32_t code, void *context) {
    (void)session;
    chttp2_exchange *exchange = context;
    if (stream == exchange->stream) {
        exchange->finished = true;
        exchange->stream_error = code;
    }
    return 0;
}

static ssize_t give(nghttp2_session *session, int32_t stream, uint8_t *into, size_t room, uint32_t *flags,
                    nghttp2_data_source *source, void *context) {
    (void)session, (void)stream, (void)source;
    chttp2_exchange *exchange = context;
    size_t left = exchange->request_length - exchange->request_sent;
    size_t count = left < room ? left : room;
    memcpy(into, exchange->request + exchange->request_sent, count);
    exchange->request_sent += count;
    if (count == left) *flags |= NGHTTP2_DATA_FLAG_EOF;
    return (ssize_t)count;
}

static int begin(chttp2_exchange *exchange, const char *path) {
    nghttp2_session_callbacks *callbacks;
    if (nghttp2_session_callbacks_new(&callbacks)) return -1;
    nghttp2_session_callbacks_set_on_header_callback(callbacks, on_header);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, on_data);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, on_frame_sent);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, on_stream_close);
    int failed = nghttp2_session_client_new(&exchange->session, callbacks, exchange);
    nghttp2_session_callbacks_del(callbacks);
    if (failed) return failed;

    // Windows as large as the largest answer, so that it never waits for an update.
    const int32_t window = 64 << 20;
    const nghttp2_settings_entry settings[] = {
        {NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, (uint32_t)window},
    };
    failed = nghttp2_submit_settings(exchange->session, NGHTTP2_FLAG_NONE, settings, 2);
    if (!failed) failed = nghttp2_session_set_local_window_size(exchange->session, NGHTTP2_FLAG_NONE, 0, window);
    if (failed) return failed;

    const char *pairs[][2] = {
        {":method", "POST"},  {":scheme", "http"}, {":path", path}, {":authority", "localhost"}, {"content-type", "application/grpc"},
        {"te", "trailers"},   {"user-agent", "drydock"},
    };
    const size_t count = sizeof pairs / sizeof *pairs;
    nghttp2_nv headers[sizeof pairs / sizeof *pairs];
    for (size_t i = 0; i < count; i++) {
        headers[i] = (nghttp2_nv){(uint8_t *)pairs[i][0], (uint8_t *)pairs[i][1], strlen(pairs[i][0]), strlen(pairs[i][1]),
                                  NGHTTP2_NV_FLAG_NONE};
    }
    nghttp2_data_provider provider = {.read_callback = give};
    exchange->stream = nghttp2_submit_request(exchange->session, NULL, headers, count, &provider, NULL);
    return exchange->stream < 0 ? exchange->stream : 0;
}

chttp2_exchange *chttp2_open(const char *path, const uint8_t *body, size_t length, size_t limit) {
    chttp2_exchange *exchange = calloc(1, sizeof *exchange);
    if (!exchange) return NULL;
    exchange->grpc_status = -1;
    exchange->limit = limit;
    exchange->request = malloc(length ? length : 1);
    exchange->request_length = length;
    if (exchange->request && length) memcpy(exchange->request, body, length);
    if (!exchange->request || begin(exchange, path)) {
        chttp2_close(exchange);
        return NULL;
    }
    return exchange;
}

ptrdiff_t chttp2_outgoing(chttp2_exchange *exchange, const uint8_t **bytes) {
    return nghttp2_session_mem_send(exchange->session, bytes);
}

int chttp2_incoming(chttp2_exchange *exchange, const uint8_t *bytes, size_t length) {
    ssize_t taken = nghttp2_session_mem_recv(exchange->session, bytes, length);
    return taken < 0 ? (int)taken : 0;
}

chttp2_answer chttp2_look(const chttp2_exchange *exchange) {
    return (chttp2_answer){
        .settings_seen = exchange->settings_seen,
        .finished = exchange->finished,
        .too_large = exchange->too_large,
        .stuck = !nghttp2_session_want_read(exchange->session) && !nghttp2_session_want_write(exchange->session),
        .stream_error = exchange->stream_error,
        .connection_error = exchange->connection_error,
        .http_status = exchange->http_status,
        .grpc_status = exchange->grpc_status,
        .content_type = exchange->content_type.bytes,
        .content_type_length = exchange->content_type.length,
        .grpc_message = exchange->grpc_message.bytes,
        .grpc_message_length = exchange->grpc_message.length,
        .body = exchange->body,
        .body_length = exchange->body_length,
    };
}

const char *chttp2_error_name(uint32_t code) { return nghttp2_http2_strerror(code); }

void chttp2_close(chttp2_exchange *exchange) {
    if (!exchange) return;
    nghttp2_session_del(exchange->session);
    free(exchange->request);
    free(exchange->body);
    free(exchange->content_type.bytes);
    free(exchange->grpc_message.bytes);
    free(exchange);
}
