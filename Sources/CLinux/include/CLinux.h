#pragma once
// System calls that Swift's Glibc module leaves out: statfs(2).
#include <sys/vfs.h>
