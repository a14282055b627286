#pragma once
// System calls that Swift's Glibc module leaves out: statfs(2), pipe2(2), xattr(7), ioctl_iflags(2).
#include <sys/vfs.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// pipe2(2): both ends close where a program starts; reading does not wait.
int drydock_pipe(int ends[2]);

/// Gives an open file the extended attributes of the one at `from`: access control list, SELinux's context, and whatever else there is,
/// but for signatures of the content. Gives 0, or an errno with the name of the attribute that could not be given.
int drydock_copy_attributes(const char *from, int to, char name[256]);

/// The flags of the file or folder at a path that keep even root from changing it: 1 immutable, 2 append only; 0 where there are none, or
/// the file system has none.
int drydock_guarding_flags(const char *path);

// The keeper: a small process beside this one, the parent of every program that is run. However this process ends, the keeper
// sees it, kills what those programs left running, in whatever session, removes half-written files, and ends itself.

/// What the keeper says of a run on its channel.
struct drydock_run_news {
    /// 'E': it did not start, value is the errno. 'X': it ended, value is its status, 128 + the signal's number where one ended it.
    int32_t kind;
    int32_t value;
};

/// Starts a keeper. Gives this process's end of the channel on which it is asked, or -1 with errno.
int drydock_keeper_start(pid_t *keeper);

/// The most bytes of one message to the keeper.
#define DRYDOCK_KEEPER_MESSAGE (160 * 1024)

/// Asks for a run: `message` is 'R', the number of arguments as two bytes (low first), then texts, each with its NUL: the
/// program's path, the arguments beginning with the program's name, the environment. `files` are the program's stdout and stderr and
/// the keeper's end of the run's channel; when the other end is shut or closed, the run and all it started are killed.
/// With 'K' instead of 'R' what the run leaves behind is killed when it ends, and not before. Gives 0 or an errno.
int drydock_keeper_ask(int keeper, const void *message, size_t count, const int files[3]);

/// Sends a message without files: 'U' and a path that is removed where this process ends, 'F' and a path that is not any more.
int drydock_keeper_tell(int keeper, const void *message, size_t count);

/// Ends the keeper and all that still runs; waits for it, at most that many milliseconds.
void drydock_keeper_end(int keeper, pid_t process, int milliseconds);
