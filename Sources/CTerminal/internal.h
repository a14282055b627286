// Shared by the .c files, not by Swift.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// terminfo.c: what infocmp prints of three terminals, for hosts without a terminfo database.
extern const char ct_terminfo_xterm_256color[];
extern const char ct_terminfo_linux[];
extern const char ct_terminfo_vt100[];

// guard.c
void ct_guard_install(int wake_write_end);
void ct_guard_remove(void);
/// Which bytes give the terminal back; called again after each change of what is switched on.
void ct_guard_remember(const char *bytes, size_t count);
/// Whether the terminal is ours at the moment.
void ct_guard_active(bool active);
/// The terminal's modes before we changed them.
void ct_guard_save_modes(void);
/// Stops the job; returns when it was continued.
void ct_guard_stop_job(void);

// stray.c
/// Keeps what is written to standard error from now on.
void ct_stray_keep(void);
/// Writes what was kept and lets the rest through; safe in a signal handler.
void ct_stray_show(void);

// input.c
/// Makes the window that keys are read through and names the sequences terminfo may lack. False: no memory.
bool ct_input_open(void);
void ct_input_close(void);
