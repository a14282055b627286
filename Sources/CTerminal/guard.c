// Whatever ends the program, the terminal is given back: the handlers here use only async-signal-safe calls.
#define _GNU_SOURCE
#include "internal.h"

#include "CTerminal.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const int deadly[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGXCPU,
                             SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGPOLL, SIGPWR};
enum { DEADLY = sizeof deadly / sizeof *deadly };
static struct sigaction earlier[DEADLY];
static struct sigaction earlier_stop, earlier_continue;

static struct termios modes;
static bool modes_saved;
// Two buffers: the handler reads the one that is published, the loop fills the other.
static char restore[2][512];
static size_t restore_count[2];
static atomic_int published;
static atomic_int active;
static atomic_int stop_requested, continued;
static atomic_int wake_end = -1;

static void write_all(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

static void give_terminal_back(void) {
    // In the background the terminal is the shell's: it has its own modes and must not see our sequences.
    if (tcgetpgrp(STDIN_FILENO) != getpgrp()) return;
    int index = atomic_load(&published);
    write_all(restore[index], restore_count[index]);
    if (modes_saved) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

static void give_back(void) {
    if (!atomic_exchange(&active, 0)) return;
    give_terminal_back();
    ct_stray_show();
}

// Faults of the processor happen again, with all their details, when the instruction is run again.
static bool is_fault(int number, const siginfo_t *info) {
    return info->si_code > 0 && (number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE);
}

// The earlier handler (Swift's backtrace, or the default) gets what the program did to itself when this one returns. What another
// process sent (kill -SEGV) ends it at once: a handler that expects a fault to happen again would return, and the program live on
// without its screen. Either way the exit status is the signal's.
static void on_deadly(int number, siginfo_t *info, void *context) {
    (void)context;
    int saved = errno;
    give_back();
    bool own = info->si_code > 0 || info->si_pid == getpid();
    for (int i = 0; i < DEADLY; i++) {
        if (deadly[i] != number) continue;
        if (own) sigaction(number, &earlier[i], NULL);
        else signal(number, SIG_DFL);
    }
    if (!is_fault(number, info)) raise(number);
    errno = saved;
}

static void on_stop(int number, siginfo_t *info, void *context) {
    (void)number, (void)info, (void)context;
    atomic_store(&stop_requested, 1);
    ct_wake(atomic_load(&wake_end));
}

static void on_continue(int number, siginfo_t *info, void *context) {
    (void)number, (void)info, (void)context;
    atomic_store(&continued, 1);
    ct_wake(atomic_load(&wake_end));
}

// A stack that overflowed cannot carry its own handler.
static void give_handlers_a_stack(void) {
    static char stack[64 * 1024];
    stack_t current;
    if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
    stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&own, NULL);
}

static void watch(int number, void (*handler)(int, siginfo_t *, void *), struct sigaction *before) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handler;
    action.sa_flags = SA_ONSTACK | SA_RESTART | SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    sigaddset(&action.sa_mask, SIGTTOU);
    sigaction(number, &action, before);
}

void ct_guard_install(int wake_write_end) {
    atomic_store(&wake_end, wake_write_end);
    give_handlers_a_stack();
    for (int i = 0; i < DEADLY; i++) {
        watch(deadly[i], on_deadly, &earlier[i]);
        // nohup and background shells ask that these be ignored; so they stay.
        if (earlier[i].sa_handler == SIG_IGN) sigaction(deadly[i], &earlier[i], NULL);
    }
    watch(SIGTSTP, on_stop, &earlier_stop);
    watch(SIGCONT, on_continue, &earlier_continue);
}

void ct_guard_remove(void) {
    for (int i = 0; i < DEADLY; i++) sigaction(deadly[i], &earlier[i], NULL);
    sigaction(SIGTSTP, &earlier_stop, NULL);
    sigaction(SIGCONT, &earlier_continue, NULL);
    atomic_store(&wake_end, -1);
}

void ct_guard_remember(const char *bytes, size_t count) {
    int next = 1 - atomic_load(&published);
    if (count > sizeof restore[next]) count = sizeof restore[next];
    memcpy(restore[next], bytes, count);
    restore_count[next] = count;
    atomic_store(&published, next);
}

void ct_guard_active(bool on) {
    atomic_store(&active, on);
}

void ct_guard_save_modes(void) {
    modes_saved = tcgetattr(STDIN_FILENO, &modes) == 0;
}

// The whole group, as the kernel's own Ctrl-Z would: else `make run` or sudo would wait on a stopped child for ever.
void ct_guard_stop_job(void) {
    struct sigaction fallback, ours;
    memset(&fallback, 0, sizeof fallback);
    fallback.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &fallback, &ours);
    atomic_store(&continued, 0);
    kill(0, SIGTSTP);
    // Another thread may take the signal a moment later; an orphaned group is never stopped, so the wait has an end.
    for (int i = 0; i < 20 && !atomic_load(&continued); i++) nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    sigaction(SIGTSTP, &ours, NULL);
    atomic_store(&continued, 0);
    atomic_store(&stop_requested, 0);
}

bool ct_take_stop_request(void) {
    return atomic_exchange(&stop_requested, 0);
}

bool ct_take_continued(void) {
    return atomic_exchange(&continued, 0);
}
