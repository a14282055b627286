// While the screen is ours, what is written to standard error (a fatalError's message, a library's warning) would land in the middle
// of it and go away with it. It is kept in memory and written when the terminal is given back.
#define _GNU_SOURCE
#include "internal.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

static atomic_int kept = -1;
static atomic_int real_error = -1;

void ct_stray_keep(void) {
    // Errors that go to a file or a pipe already disturb nothing.
    if (!isatty(STDERR_FILENO) || atomic_load(&kept) >= 0) return;
    int memory = memfd_create("standard error", MFD_CLOEXEC);
    if (memory < 0) return;
    int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (copy < 0 || dup2(memory, STDERR_FILENO) < 0) {
        if (copy >= 0) close(copy);
        close(memory);
        return;
    }
    atomic_store(&real_error, copy);
    atomic_store(&kept, memory);
}

void ct_stray_show(void) {
    int memory = atomic_exchange(&kept, -1);
    int copy = atomic_exchange(&real_error, -1);
    if (memory < 0 || copy < 0) return;
    dup2(copy, STDERR_FILENO);
    char bytes[1024];
    off_t offset = 0;
    ssize_t count;
    while ((count = pread(memory, bytes, sizeof bytes, offset)) > 0) {
        ssize_t written = write(STDERR_FILENO, bytes, (size_t)count);
        if (written <= 0) break;
        offset += written;
    }
    close(copy);
    close(memory);
}
