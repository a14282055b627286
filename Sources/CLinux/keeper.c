// The keeper's own process, and what its owner says to it. Behind its fork only async-signal-safe calls: the owner has threads.
#define _GNU_SOURCE
#include "CLinux.h"
#include "strays.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_RUNS = 512, MOST_TEXTS = 4096, MOST_PATHS = 8, LONGEST_PATH = 4096, FIRST = 3 };

struct run {
    pid_t leader;
    /// The channel of the one who waits for it; -1 where nobody does.
    int channel;
    bool is_killed;
    /// What it leaves behind is its own way to work, ssh's shared connections for one: it stays until the run ends.
    bool keeps;
};

static struct run runs[MOST_RUNS];
static int run_count;
static char message[DRYDOCK_KEEPER_MESSAGE + 1];
static char paths[MOST_PATHS][LONGEST_PATH];
static pid_t self;

static void tell(int channel, int kind, int value) {
    if (channel < 0) return;
    struct drydock_run_news news = {.kind = kind, .value = value};
    send(channel, &news, sizeof news, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void close_from(unsigned first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
#endif
    struct rlimit limit;
    unsigned end = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536 ? (unsigned)limit.rlim_cur : 65536;
    for (unsigned file = first; file < end; file++) close((int)file);
}

static struct run *run_of(pid_t leader) {
    for (int i = 0; i < run_count; i++)
        if (runs[i].leader == leader) return &runs[i];
    return NULL;
}

static bool is_run(pid_t leader) { return run_of(leader) != NULL; }

// What a program started and left behind comes to the keeper when its parent ends (PR_SET_CHILD_SUBREAPER). Only the leaders of runs and
// what belongs to a run under way are meant to be here; with `all` not even they.
static void kill_strays(bool all) {
    int list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    if (list < 0) return;
    char text[4096];
    long number = 0;
    ssize_t count;
    strays_begin();
    while ((count = read(list, text, sizeof text)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                number = number * 10 + (text[i] - '0');
                continue;
            }
            if (number > 1 && (all || (!run_of((pid_t)number) && is_stray((pid_t)number, is_run)))) kill((pid_t)number, SIGKILL);
            number = 0;
        }
    }
    close(list);
    strays_end();
}

// What one run left cannot be told from another's where its environment is gone: while a run keeps what it leaves, all is kept.
static void kill_strays_of_ended(void) {
    for (int i = 0; i < run_count; i++)
        if (runs[i].keeps && !runs[i].is_killed) return;
    kill_strays(false);
}

static void kill_run(struct run *run) {
    run->is_killed = true;
    kill(-run->leader, SIGKILL);
    kill(run->leader, SIGKILL);
}

// Takes every child that ended. A run's group is killed before its leader is taken, while its number cannot be another's.
static void reap(void) {
    bool took = false;
    for (;;) {
        siginfo_t info;
        info.si_pid = 0;
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) break;
        struct run *run = run_of(info.si_pid);
        if (run) kill(-run->leader, SIGKILL);
        int status = 0;
        waitpid(info.si_pid, &status, 0);
        took = true;
        if (!run) continue;
        tell(run->channel, 'X', WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
        if (run->channel >= 0) close(run->channel);
        *run = runs[--run_count];
    }
    if (took) kill_strays_of_ended();
}

static void become(char *path, char **arguments, char **environment, const int files[3]) __attribute__((noreturn));
static void become(char *path, char **arguments, char **environment, const int files[3]) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != self) _exit(127);
    // All but these close by themselves where the program starts; a start that hangs must not look like a keeper that lives.
    close(FIRST);
    if (dup2(files[0], 1) < 0 || dup2(files[1], 2) < 0) _exit(127);
    static char mark[sizeof DRYDOCK_RUN_TAG + 20] = DRYDOCK_RUN_TAG;
    char *end = mark + sizeof DRYDOCK_RUN_TAG - 1, digits[20];
    int count = 0;
    for (long rest = getpid(); rest > 0; rest /= 10) digits[count++] = (char)('0' + rest % 10);
    while (count > 0) *end++ = digits[--count];
    *end = 0;
    char **last = environment;
    while (*last) last++;
    // There is room for one more: see split.
    last[0] = mark;
    last[1] = NULL;
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(path, arguments, environment);
    tell(files[2], 'E', errno);
    _exit(127);
}

// Splits the message's texts; false where it is none.
static bool split(size_t count, char **path, char **arguments, char **environment) {
    message[count] = 0;
    if (count < 4 || message[count - 1] != 0) return false;
    size_t wanted = (unsigned char)message[1] | (size_t)(unsigned char)message[2] << 8;
    size_t at = 3, texts = 0, entries = 0;
    *path = message + at;
    at += strlen(message + at) + 1;
    for (; texts < wanted; texts++) {
        if (at >= count || texts + 1 >= MOST_TEXTS) return false;
        arguments[texts] = message + at;
        at += strlen(message + at) + 1;
    }
    arguments[texts] = NULL;
    for (; at < count; entries++) {
        if (entries + 1 >= MOST_TEXTS) return false;
        environment[entries] = message + at;
        at += strlen(message + at) + 1;
    }
    environment[entries] = NULL;
    return true;
}

static void start(size_t count, const int files[3]) {
    static char *arguments[MOST_TEXTS], *environment[MOST_TEXTS];
    char *path = NULL;
    int failure = run_count == MOST_RUNS ? EAGAIN : split(count, &path, arguments, environment) ? 0 : E2BIG;
    if (!failure) {
        pid_t leader = _Fork();
        if (leader == 0) become(path, arguments, environment, files);
        if (leader > 0) {
            setpgid(leader, leader);
            runs[run_count++] = (struct run){.leader = leader, .channel = files[2], .keeps = message[0] == 'K'};
        } else {
            failure = errno;
        }
    }
    close(files[0]);
    close(files[1]);
    if (!failure) return;
    tell(files[2], 'E', failure);
    close(files[2]);
}

static void note_path(char kind, const char *path) {
    if (strlen(path) >= LONGEST_PATH) return;
    for (int i = 0; i < MOST_PATHS; i++) {
        bool matches = strcmp(paths[i], kind == 'U' ? "" : path) == 0;
        if (!matches) continue;
        strcpy(paths[i], kind == 'U' ? path : "");
        return;
    }
}

// One message; false where the owner is gone.
static bool listen_to(int owner) {
    union { struct cmsghdr head; char room[CMSG_SPACE(3 * sizeof(int))]; } control;
    struct iovec part = {.iov_base = message, .iov_len = sizeof message - 1};
    struct msghdr head = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t count = recvmsg(owner, &head, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    if (count == 0) return false;
    int files[3] = {-1, -1, -1};
    struct cmsghdr *rights = CMSG_FIRSTHDR(&head);
    size_t room = rights && rights->cmsg_type == SCM_RIGHTS ? rights->cmsg_len - CMSG_LEN(0) : 0;
    if (room > 0 && room <= sizeof files) memcpy(files, CMSG_DATA(rights), room);
    message[count] = 0;
    if ((message[0] == 'R' || message[0] == 'K') && room == sizeof files) {
        start((size_t)count, files);
    } else {
        // Too few files may be open here for all three: closed, they tell it to the owner.
        for (int i = 0; i < 3; i++)
            if (files[i] >= 0) close(files[i]);
        if (message[0] == 'U' || message[0] == 'F') note_path(message[0], message + 1);
    }
    return true;
}

// The owner is gone: nothing of what it started may stay.
static void end(void) __attribute__((noreturn));
static void end(void) {
    // A child that hangs in the kernel is not waited for: SIGKILL takes it when the kernel lets it go.
    for (int round = 0; round < 200; round++) {
        for (int i = 0; i < run_count; i++) kill_run(&runs[i]);
        kill_strays(true);
        if (round == 1)
            for (int i = 0; i < MOST_PATHS; i++)
                if (paths[i][0]) unlink(paths[i]);
        int status;
        pid_t taken;
        while ((taken = waitpid(-1, &status, WNOHANG)) > 0) {
            struct run *run = run_of(taken);
            if (run) *run = runs[--run_count];
        }
        if (taken < 0 && round > 0) break;
        nanosleep(&(struct timespec){.tv_nsec = round < 20 ? 1000000 : 10000000}, NULL);
    }
    _exit(0);
}

static void keep(int owner, int ended) __attribute__((noreturn));
static void keep(int owner, int ended) {
    static struct pollfd waits[2 + MOST_RUNS];
    for (;;) {
        waits[0] = (struct pollfd){.fd = owner, .events = POLLIN};
        waits[1] = (struct pollfd){.fd = ended, .events = POLLIN};
        int count = run_count;
        for (int i = 0; i < count; i++)
            waits[2 + i] = (struct pollfd){.fd = runs[i].is_killed ? -1 : runs[i].channel, .events = POLLIN | POLLRDHUP};
        int found = poll(waits, (nfds_t)(2 + count), strays_next_look());
        if (found == 0) kill_strays_of_ended();
        if (found <= 0) continue;
        for (int i = 0; i < count; i++)
            if (waits[2 + i].revents) kill_run(&runs[i]);
        if (waits[1].revents) {
            struct signalfd_siginfo signals[16];
            while (read(ended, signals, sizeof signals) > 0) continue;
            reap();
        }
        if (waits[0].revents && !listen_to(owner)) end();
    }
}

// Nothing of the owner's stays open here: who reads its output must see the end of it.
static void settle(int owner) __attribute__((noreturn));
static void settle(int owner) {
    self = getpid();
    setsid();
    prctl(PR_SET_NAME, "drydock-keeper");
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (chdir("/") != 0) _exit(1);
    int kept = fcntl(owner, F_DUPFD_CLOEXEC, FIRST + 1);
    if (kept < 0) _exit(1);
    int null = open("/dev/null", O_RDWR);
    if (null < 0) null = memfd_create("null", 0);
    for (int file = 0; file < FIRST; file++)
        if (dup2(null, file) < 0) close(file);
    if (dup3(kept, FIRST, O_CLOEXEC) < 0) _exit(1);
    close_from(FIRST + 1);
    // All signals wait: who ends drydock by name (killall) must not end the keeper before it has done its work.
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    signal(SIGCHLD, SIG_DFL);
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    int ended = signalfd(-1, &child, SFD_NONBLOCK | SFD_CLOEXEC);
    if (ended < 0) _exit(1);
    keep(FIRST, ended);
}

int drydock_keeper_start(pid_t *keeper) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return -1;
    int room = 2 * DRYDOCK_KEEPER_MESSAGE;
    setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    // No handler of the owner's may run in the keeper.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t started = _Fork();
    if (started == 0) settle(ends[1]);
    int failure = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(ends[1]);
    if (started < 0) {
        close(ends[0]);
        errno = failure;
        return -1;
    }
    *keeper = started;
    return ends[0];
}

int drydock_keeper_ask(int keeper, const void *bytes, size_t count, const int files[3]) {
    if (count > DRYDOCK_KEEPER_MESSAGE) return E2BIG;
    union { struct cmsghdr head; char room[CMSG_SPACE(3 * sizeof(int))]; } control;
    memset(&control, 0, sizeof control);
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    struct msghdr head = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    struct cmsghdr *rights = CMSG_FIRSTHDR(&head);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(3 * sizeof(int));
    memcpy(CMSG_DATA(rights), files, 3 * sizeof(int));
    while (sendmsg(keeper, &head, MSG_NOSIGNAL) < 0)
        if (errno != EINTR) return errno;
    return 0;
}

int drydock_keeper_tell(int keeper, const void *bytes, size_t count) {
    while (send(keeper, bytes, count, MSG_NOSIGNAL) < 0)
        if (errno != EINTR) return errno;
    return 0;
}

void drydock_keeper_end(int keeper, pid_t process, int milliseconds) {
    shutdown(keeper, SHUT_WR);
    struct pollfd wait = {.fd = keeper, .events = POLLIN | POLLRDHUP};
    while (poll(&wait, 1, milliseconds) < 0 && errno == EINTR) continue;
    close(keeper);
    for (int i = 0; i < 50 && waitpid(process, NULL, WNOHANG) == 0; i++) nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}
