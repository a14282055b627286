#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"
#include "internal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

static SCREEN *screen;
static char name_in_use[64];
static bool mouse_on;
static bool paste_on;
static bool at_exit_registered;

// ---- Which description ----

struct description {
    const char *name;
    const char *built_in;
};

static const struct description built_in[] = {
    {"xterm-256color", ct_terminfo_xterm_256color},
    {"linux", ct_terminfo_linux},
    {"vt100", ct_terminfo_vt100},
};

static bool begins(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

// The built-in description that is nearest to a name that no database here knows.
static const struct description *nearest(const char *term) {
    if (begins(term, "linux")) return &built_in[1];
    if (begins(term, "vt") || begins(term, "ansi")) return &built_in[2];
    return &built_in[0];
}

// Whether ncurses can read the description; it becomes the current one.
static bool readable(const char *name, const char *terminfo) {
    int problem = 0;
    if (terminfo != NULL) setenv("TERMINFO", terminfo, 1);
    if (setupterm(name, STDOUT_FILENO, &problem) != OK) return false;
    strncpy(name_in_use, name, sizeof name_in_use - 1);
    return true;
}

// Leaves TERMINFO as newterm needs it; the caller puts the user's value back.
static int choose_description(const char *term) {
    if (term == NULL) term = "";
    bool known = *term != 0 && readable(term, NULL);
    if (!known) {
        const struct description *first = nearest(term);
        known = readable(first->name, first->built_in);
        for (size_t i = 0; !known && i < sizeof built_in / sizeof *built_in; i++) {
            known = readable(built_in[i].name, built_in[i].built_in);
        }
    }
    if (!known) return CT_UNKNOWN_TERMINAL;
    const char *address = tigetstr("cup");
    bool dumb = address == NULL || address == (char *)-1;
    del_curterm(cur_term);
    return dumb ? CT_DUMB : CT_OPENED;
}

// ---- What gives the terminal back ----

// Appends a capability without its padding ($<5>), which only tputs understands.
static size_t append_capability(char *out, size_t used, size_t room, const char *capability) {
    const char *text = tigetstr(capability);
    if (text == NULL || text == (char *)-1) return used;
    while (*text != 0 && used < room) {
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end != NULL) {
                text = end + 1;
                continue;
            }
        }
        out[used++] = *text++;
    }
    return used;
}

static size_t append_text(char *out, size_t used, size_t room, const char *text) {
    while (*text != 0 && used < room) out[used++] = *text++;
    return used;
}

static bool has_alternate_screen(void) {
    const char *text = tigetstr("rmcup");
    return text != NULL && text != (char *)-1;
}

static void remember_for_the_guard(void) {
    char bytes[512];
    size_t used = 0;
    if (mouse_on) used = append_text(bytes, used, sizeof bytes, "\033[?1006l\033[?1003l\033[?1002l\033[?1000l");
    if (paste_on) used = append_text(bytes, used, sizeof bytes, "\033[?2004l");
    used = append_capability(bytes, used, sizeof bytes, "sgr0");
    used = append_capability(bytes, used, sizeof bytes, "rmkx");
    used = append_capability(bytes, used, sizeof bytes, "rmcup");
    // Without an alternate screen the frame stays: go below it, as endwin does.
    if (!has_alternate_screen()) used = append_text(bytes, used, sizeof bytes, "\033[999;1H\r\n");
    used = append_capability(bytes, used, sizeof bytes, "cnorm");
    ct_guard_remember(bytes, used);
}

static void switch_paste(bool on) {
    // Bracketed paste is an xterm sequence; a hardware terminal would print it.
    if (on && tigetstr("kmous") == NULL && !begins(name_in_use, "xterm") && !begins(name_in_use, "tmux")) return;
    if (on == paste_on) return;
    paste_on = on;
    remember_for_the_guard();
    const char *bytes = on ? "\033[?2004h" : "\033[?2004l";
    ct_write(bytes, strlen(bytes));
}

// ---- Taking and giving ----

static bool start_ncurses(void) {
    screen = newterm(name_in_use, stdout, stdin);
    if (screen == NULL) return false;
    set_term(screen);
    raw();
    noecho();
    nonl();
    // A person on a slow line may have set it; the default of a second reads as a hang.
    if (getenv("ESCDELAY") == NULL) set_escdelay(25);
    if (has_colors() && start_color() == OK) use_default_colors();
    if (ct_input_open()) return true;
    endwin();
    delscreen(screen);
    screen = NULL;
    return false;
}

int ct_open(const char *term, int wake_write_end) {
    if (screen != NULL) return CT_ALREADY_OPEN;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return CT_NOT_A_TERMINAL;
    ct_locale_is_utf8();
    const char *set = getenv("TERMINFO");
    char *users_terminfo = set == NULL ? NULL : strdup(set);
    int chosen = choose_description(term);
    if (chosen == CT_OPENED) {
        ct_guard_save_modes();
        // Before newterm, which keeps handlers that it finds: ours keep the exit status, its own end in exit(1).
        ct_guard_install(wake_write_end);
        use_tioctl(TRUE);
        if (!start_ncurses()) chosen = CT_UNKNOWN_TERMINAL;
        if (chosen != CT_OPENED) ct_guard_remove();
    }
    if (users_terminfo != NULL) setenv("TERMINFO", users_terminfo, 1);
    else unsetenv("TERMINFO");
    free(users_terminfo);
    if (chosen != CT_OPENED) return chosen;
    remember_for_the_guard();
    ct_stray_keep();
    ct_guard_active(true);
    ct_show(0, 0, false);
    switch_paste(true);
    if (!at_exit_registered) at_exit_registered = atexit(ct_close) == 0;
    return CT_OPENED;
}

static void leave(void) {
    if (mouse_on) mousemask(0, NULL);
    switch_paste(false);
    curs_set(1);
    endwin();
    // Where the frame stays on the screen, what comes next is written below it.
    if (!has_alternate_screen()) ct_write("\n", 1);
    ct_guard_active(false);
    ct_stray_show();
}

static void enter_again(void) {
    ct_stray_keep();
    ct_guard_active(true);
    reset_prog_mode();
    ct_sync_size();
    clearok(curscr, TRUE);
    wrefresh(curscr);
    if (mouse_on) ct_mouse(true);
    switch_paste(true);
}

void ct_close(void) {
    if (screen == NULL) return;
    leave();
    ct_input_close();
    delscreen(screen);
    screen = NULL;
    mouse_on = false;
    ct_guard_remove();
}

void ct_suspend(void) {
    leave();
    ct_guard_stop_job();
    enter_again();
}

void ct_retake(void) {
    leave();
    enter_again();
}

// ---- Size ----

int ct_rows(void) {
    return getmaxy(stdscr);
}

int ct_columns(void) {
    return getmaxx(stdscr);
}

bool ct_sync_size(void) {
    struct winsize window;
    // A serial line says 0x0: then terminfo's size stands.
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_row == 0 || window.ws_col == 0) return false;
    if (window.ws_row == getmaxy(stdscr) && window.ws_col == getmaxx(stdscr)) return false;
    return resizeterm(window.ws_row, window.ws_col) == OK;
}

// ---- Drawing ----

int ct_colours(void) {
    return has_colors() ? COLORS : 0;
}

int ct_pair(int foreground, int background) {
    if (foreground < 0 && background < 0) return 0;
    int pair = alloc_pair(foreground, background);
    return pair < 0 ? 0 : pair;
}

void ct_put(int row, int column, const uint32_t *scalars, int count, unsigned attributes, int pair) {
    wchar_t text[CCHARW_MAX + 1] = {0};
    for (int i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)scalars[i];
    attr_t attr = A_NORMAL;
    if (attributes & CT_BOLD) attr |= WA_BOLD;
    if (attributes & CT_REVERSE) attr |= WA_REVERSE;
    if (attributes & CT_UNDERLINE) attr |= WA_UNDERLINE;
    cchar_t cell;
    if (setcchar(&cell, text, attr, (short)pair, &pair) != OK) return;
    // ERR in the last corner only says that the cursor cannot go on; the cell is put.
    mvwadd_wch(stdscr, row, column, &cell);
}

void ct_show(int row, int column, bool cursor) {
    curs_set(cursor ? 1 : 0);
    wmove(stdscr, row, column);
    wnoutrefresh(stdscr);
    doupdate();
}

void ct_repaint(void) {
    clearok(curscr, TRUE);
}

bool ct_mouse(bool on) {
    const char *sequence = tigetstr("kmous");
    if (sequence == NULL || sequence == (char *)-1) return false;
    mmask_t wanted = on ? BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0;
    mouseinterval(0);
    mmask_t granted = mousemask(wanted, NULL);
    mouse_on = on && granted != 0;
    remember_for_the_guard();
    return !on || mouse_on;
}

void ct_write(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}
