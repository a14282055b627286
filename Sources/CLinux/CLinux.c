#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/xattr.h>
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

// Over content, or the kernel's own sums of it: they are wrong for another content.
static int is_signature(const char *name) { return strcmp(name, "security.ima") == 0 || strcmp(name, "security.evm") == 0; }

int drydock_copy_attributes(const char *from, int to, char name[256]) {
    name[0] = 0;
    // The kernel's own limits: XATTR_LIST_MAX, XATTR_SIZE_MAX.
    size_t room = 64 << 10;
    char *names = malloc(2 * room), *value = names + room;
    if (!names) return ENOMEM;
    int problem = 0;
    ssize_t count = listxattr(from, names, room);
    if (count < 0 && errno != ENOTSUP) problem = errno;
    for (char *next = names; problem == 0 && next < names + count; next += strlen(next) + 1) {
        if (is_signature(next)) continue;
        ssize_t length = getxattr(from, next, value, room);
        if (length >= 0) {
            // What is so already need not be set, which may be denied: the context of a new file is often its folder's.
            char *now = malloc(room);
            ssize_t there = now ? fgetxattr(to, next, now, room) : -1;
            int is_same = there == length && memcmp(now, value, (size_t)length) == 0;
            free(now);
            if (is_same || fsetxattr(to, next, value, (size_t)length, 0) == 0) continue;
        } else if (errno == ENODATA) {
            continue;
        }
        problem = errno;
        strncpy(name, next, 255);
        name[255] = 0;
    }
    free(names);
    return problem;
}

int drydock_guarding_flags(const char *path) {
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return 0;
    int flags = 0;
    if (ioctl(file, FS_IOC_GETFLAGS, &flags) != 0) flags = 0;
    close(file);
    return (flags & FS_IMMUTABLE_FL ? 1 : 0) | (flags & FS_APPEND_FL ? 2 : 0);
}
