// Which of the keeper's children belong to none of its runs.
#ifndef DRYDOCK_STRAYS_H
#define DRYDOCK_STRAYS_H

#include <stdbool.h>
#include <sys/types.h>

// Each run carries its leader's number behind this in its environment.
#define DRYDOCK_RUN_TAG "DRYDOCK_RUN="

// A look at all children: begin, is_stray of each, end.
void strays_begin(void);
// Whether a process is of no run that `is_run` knows by its leader. One that shows no environment is none until it has shown none for
// some looks.
bool is_stray(pid_t process, bool (*is_run)(pid_t));
void strays_end(void);
// Milliseconds until the children must be looked at again; -1 where nothing is undecided.
int strays_next_look(void);

#endif
