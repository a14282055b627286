#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/// Swift's runtime reads /proc/self/exe and /proc/self/cmdline before main and aborts with words of its own where it cannot,
/// as in a chroot of a rescue system. Constructors with a priority run before the runtime's, which have none.
__attribute__((constructor(101))) static void want_proc(void) {
    char target[16];
    if (readlink("/proc/self/exe", target, sizeof target) >= 0) return;
    static const char words[] = "drydock: /proc is not mounted here, and nothing can be looked at without it. Run: mount -t proc proc /proc\n";
    ssize_t ignored = write(2, words, strlen(words));
    (void)ignored;
    _exit(3);
}

int drydock_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}
