#define _GNU_SOURCE
#include "CTerminal.h"

#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool user_wants_utf8;
static bool widths_known;

static bool codeset_is_utf8(void) {
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// The value that decides LC_CTYPE, by POSIX's order.
static const char *locale_name(void) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && *value != 0) return value;
    }
    return "";
}

// A locale that is named but not installed (ssh carries the client's LANG along) still says what the terminal speaks.
static void choose(void) {
    const char *name = locale_name();
    if (setlocale(LC_CTYPE, "") != NULL && codeset_is_utf8()) {
        user_wants_utf8 = widths_known = true;
        return;
    }
    // Widths and input decoding need UTF-8 in any case; a fully static program finds it only where the C library's files are.
    widths_known = setlocale(LC_CTYPE, "C.UTF-8") != NULL && codeset_is_utf8();
    user_wants_utf8 = widths_known && (strcasestr(name, "utf-8") != NULL || strcasestr(name, "utf8") != NULL);
}

bool ct_locale_is_utf8(void) {
    pthread_once(&once, choose);
    return user_wants_utf8;
}

int ct_width(uint32_t scalar) {
    pthread_once(&once, choose);
    if (scalar < 0x20 || (scalar >= 0x7f && scalar < 0xa0)) return -1;
    if (scalar < 0x7f || !widths_known) return 1;
    return wcwidth((wchar_t)scalar);
}
