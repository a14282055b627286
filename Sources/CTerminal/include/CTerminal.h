// The only door to ncursesw and to signals. curses.h stays inside the .c files: most of it is macros that Swift cannot see.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ---- locale.c ----

/// Sets LC_CTYPE once for the process and says whether the user's locale asks for UTF-8. Any thread.
bool ct_locale_is_utf8(void);
/// Columns that a character takes by libc's wcwidth: -1 control, 0 combining, 1 or 2. Any thread.
int ct_width(uint32_t scalar);

// ---- wake.c ----

/// A non-blocking pipe, closed on exec. ends[0] is read by the loop, ends[1] is written by whoever wakes it. False: errno says why.
bool ct_wake_pipe(int ends[2]);
/// Writes a byte; a full pipe is fine, for then the loop wakes anyway. Any thread, also from a signal handler.
void ct_wake(int write_end);
/// Reads away all bytes; true when there were any.
bool ct_wake_drain(int read_end);
/// Closes both ends.
void ct_wake_close(int read_end, int write_end);

enum { CT_READY_KEYS = 1, CT_READY_WAKE = 2, CT_READY_HANGUP = 4 };
/// Waits for the keyboard (when keys is true) or the wake pipe; milliseconds < 0 waits for ever. 0: the time is over or a signal came.
int ct_poll(int wake_read_end, bool keys, int milliseconds);

// ---- screen.c: from the main thread only ----

enum { CT_OPENED = 0, CT_NOT_A_TERMINAL, CT_DUMB, CT_UNKNOWN_TERMINAL, CT_ALREADY_OPEN };
/// Takes the terminal: raw keys, alternate screen, crash guard. `term` is the user's TERM, may be NULL. Signals wake `wake_write_end`.
int ct_open(const char *term, int wake_write_end);
/// Gives the terminal back; harmless when it is not open.
void ct_close(void);
int ct_rows(void);
int ct_columns(void);
/// Asks the kernel for the window's size and tells ncurses; true when it changed.
bool ct_sync_size(void);
/// Number of colours, 0 for none.
int ct_colours(void);

enum { CT_BOLD = 1, CT_REVERSE = 2, CT_UNDERLINE = 4 };
/// The pair of two palette numbers, -1 being the terminal's own colour; 0 when no pair is left.
int ct_pair(int foreground, int background);
/// Puts one cell: a character and the combining marks on it.
void ct_put(int row, int column, const uint32_t *scalars, int count, unsigned attributes, int pair);
/// Sends what changed and leaves the real cursor at row, column; shown or not.
void ct_show(int row, int column, bool cursor);
/// The next ct_show draws every cell again.
void ct_repaint(void);
/// Stops the whole job as Ctrl-Z does, returns after it was continued and has taken the screen again.
void ct_suspend(void);
/// Takes the screen again after the program was stopped without notice (SIGSTOP).
void ct_retake(void);
/// Asks the terminal for mouse reports, or to stop them; false when it has none.
bool ct_mouse(bool on);
/// Writes bytes past ncurses (clipboard sequences).
void ct_write(const char *bytes, size_t count);

// ---- input.c: from the main thread only ----

enum { CT_NOTHING = 0, CT_CHARACTER, CT_FUNCTION, CT_RESIZED, CT_POINTER, CT_PASTE_BEGINS, CT_PASTE_ENDS, CT_IGNORED };
enum {
    CT_UP = 1, CT_DOWN, CT_LEFT, CT_RIGHT, CT_HOME, CT_END, CT_PAGE_UP, CT_PAGE_DOWN,
    CT_INSERT, CT_DELETE, CT_BACKSPACE, CT_ENTER, CT_BACK_TAB, CT_F = 100
};
enum { CT_PRESSED = 1, CT_RELEASED, CT_WHEEL_UP, CT_WHEEL_DOWN };

struct ct_input {
    int kind;
    uint32_t value;  ///< a Unicode scalar, a CT_ function key (CT_F + n), or a CT_ pointer action
    int row, column; ///< of the pointer
};
/// One input, waiting at most that long; CT_NOTHING when there is none.
struct ct_input ct_read(int milliseconds);

// ---- guard.c ----

/// True once after SIGTSTP came from outside (`kill -TSTP`).
bool ct_take_stop_request(void);
/// True once after SIGCONT.
bool ct_take_continued(void);
