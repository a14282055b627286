// Which of the keeper's children belong to none of its runs. Only async-signal-safe calls: see keeper.c.
#include "strays.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// How long, in milliseconds, a process without an environment may be one that is just starting, and how often it is looked at again.
enum { MOST_UNDECIDED = 256, LONGEST_START = 2000, GLANCE = 50 };

enum belonging { STRAY, OF_A_RUN, HIDDEN };

// Whether a process belongs to a run that is still under way: each run carries its leader's number in its environment. From the start
// of a program until its stack is made (execve, fs/binfmt_elf.c: create_elf_tables) the kernel shows none, as it does of one that was
// started without: hidden.
static enum belonging belonging_of(long process, bool (*is_run)(pid_t)) {
    static char text[64 << 10];
    char path[40] = "/proc/", digits[20];
    int count = 0, at = 6;
    for (long rest = process; rest > 0; rest /= 10) digits[count++] = (char)('0' + rest % 10);
    while (count > 0) path[at++] = digits[--count];
    strcpy(path + at, "/environ");
    int file = open(path, O_RDONLY | O_CLOEXEC);
    // It has ended, or its memory is closed to us.
    if (file < 0) return errno == EACCES || errno == EPERM ? HIDDEN : STRAY;
    ssize_t length = 0, part;
    while (length < (ssize_t)sizeof text - 1 && (part = read(file, text + length, sizeof text - 1 - (size_t)length)) > 0) length += part;
    close(file);
    if (length == 0) return HIDDEN;
    text[length] = 0;
    for (ssize_t from = 0; from < length; from += (ssize_t)strlen(text + from) + 1) {
        if (strncmp(text + from, DRYDOCK_RUN_TAG, sizeof DRYDOCK_RUN_TAG - 1) != 0) continue;
        long leader = 0;
        for (const char *digit = text + from + sizeof DRYDOCK_RUN_TAG - 1; *digit >= '0' && *digit <= '9'; digit++) leader = leader * 10 + (*digit - '0');
        return is_run((pid_t)leader) ? OF_A_RUN : STRAY;
    }
    return STRAY;
}

static struct { pid_t process; long since; } undecided[2 * MOST_UNDECIDED];
// Those of the look before; those of this one come behind them.
static int was;
static int undecided_count;

static long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Whether a hidden process has been so for longer than any start takes.
static bool is_hidden_for_good(pid_t process) {
    long since = milliseconds();
    for (int i = 0; i < was; i++)
        if (undecided[i].process == process) since = undecided[i].since;
    if (milliseconds() - since > LONGEST_START) return true;
    // Too many to be kept: a later look, when others are decided, or the end takes it.
    if (undecided_count == 2 * MOST_UNDECIDED) return false;
    undecided[undecided_count].process = process;
    undecided[undecided_count++].since = since;
    return false;
}

void strays_begin(void) {
    was = undecided_count = undecided_count < MOST_UNDECIDED ? undecided_count : MOST_UNDECIDED;
}

bool is_stray(pid_t process, bool (*is_run)(pid_t)) {
    enum belonging belonging = belonging_of(process, is_run);
    return belonging == STRAY || (belonging == HIDDEN && is_hidden_for_good(process));
}

void strays_end(void) {
    undecided_count -= was;
    memmove(undecided, undecided + was, (size_t)undecided_count * sizeof *undecided);
}

int strays_next_look(void) { return undecided_count > 0 ? GLANCE : -1; }
