#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

bool ct_wake_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0;
}

void ct_wake(int write_end) {
    int saved = errno;
    ssize_t written = write(write_end, "w", 1);
    (void)written;
    errno = saved;
}

bool ct_wake_drain(int read_end) {
    char bytes[64];
    bool any = false;
    while (read(read_end, bytes, sizeof bytes) > 0) any = true;
    return any;
}

void ct_wake_close(int read_end, int write_end) {
    close(read_end);
    close(write_end);
}

int ct_poll(int wake_read_end, bool keys, int milliseconds) {
    struct pollfd fds[2] = {
        {.fd = wake_read_end, .events = POLLIN},
        {.fd = keys ? STDIN_FILENO : -1, .events = POLLIN},
    };
    // A signal (EINTR) is reported as "nothing ready": the caller looks at the window's size and asks again.
    if (poll(fds, 2, milliseconds) <= 0) return 0;
    int ready = 0;
    if (fds[0].revents & POLLIN) ready |= CT_READY_WAKE;
    if (fds[1].revents & POLLIN) ready |= CT_READY_KEYS;
    else if (fds[1].revents & (POLLHUP | POLLERR | POLLNVAL)) ready |= CT_READY_HANGUP;
    return ready;
}
