#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"
#include "internal.h"

#include <curses.h>

// Codes of our own for define_key, above all that ncurses gives out.
enum { CODE_PASTE_BEGINS = 0x4000, CODE_PASTE_ENDS };

// Keys are read through a pad, because reading from a window also redraws it.
static WINDOW *keys;

struct sequence {
    const char *bytes;
    int code;
};

// Terminals send these whatever their description says (tmux, PuTTY, rxvt, the Linux console, application cursor keys or not).
static const struct sequence sequences[] = {
    {"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP}, {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME}, {"\033[F", KEY_END}, {"\033OH", KEY_HOME}, {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END}, {"\033[7~", KEY_HOME}, {"\033[8~", KEY_END},
    {"\033[2~", KEY_IC}, {"\033[3~", KEY_DC}, {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE},
    {"\033[Z", KEY_BTAB}, {"\033OM", KEY_ENTER},
    {"\033OP", KEY_F(1)}, {"\033OQ", KEY_F(2)}, {"\033OR", KEY_F(3)}, {"\033OS", KEY_F(4)},
    {"\033[11~", KEY_F(1)}, {"\033[12~", KEY_F(2)}, {"\033[13~", KEY_F(3)}, {"\033[14~", KEY_F(4)},
    {"\033[15~", KEY_F(5)}, {"\033[17~", KEY_F(6)}, {"\033[18~", KEY_F(7)}, {"\033[19~", KEY_F(8)},
    {"\033[20~", KEY_F(9)}, {"\033[21~", KEY_F(10)}, {"\033[23~", KEY_F(11)}, {"\033[24~", KEY_F(12)},
    {"\033[200~", CODE_PASTE_BEGINS}, {"\033[201~", CODE_PASTE_ENDS},
};

bool ct_input_open(void) {
    keys = newpad(1, 1);
    if (keys == NULL) return false;
    keypad(keys, TRUE);
    meta(keys, TRUE);
    intrflush(keys, FALSE);
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) define_key(sequences[i].bytes, sequences[i].code);
    return true;
}

void ct_input_close(void) {
    delwin(keys);
    keys = NULL;
}

static int function_key(wint_t code) {
    switch (code) {
    case KEY_UP: return CT_UP;
    case KEY_DOWN: return CT_DOWN;
    case KEY_LEFT: return CT_LEFT;
    case KEY_RIGHT: return CT_RIGHT;
    case KEY_HOME: case KEY_A1: case KEY_FIND: return CT_HOME;
    case KEY_END: case KEY_C1: case KEY_SELECT: return CT_END;
    case KEY_PPAGE: case KEY_A3: return CT_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return CT_PAGE_DOWN;
    case KEY_IC: return CT_INSERT;
    case KEY_DC: return CT_DELETE;
    case KEY_BACKSPACE: return CT_BACKSPACE;
    case KEY_ENTER: return CT_ENTER;
    case KEY_BTAB: return CT_BACK_TAB;
    default: return code > KEY_F0 && code <= KEY_F(12) ? CT_F + (int)(code - KEY_F0) : 0;
    }
}

// ncurses tells once of all reports that lie in its queue, and gives the newest first: a press and its release that arrive
// together, as they do over a slow line, would come as a release alone.
#define MOST_POINTERS 8
static struct ct_input pointers[MOST_POINTERS];
static int pointers_waiting;

static struct ct_input pointer(void) {
    MEVENT event;
    while (pointers_waiting < MOST_POINTERS && getmouse(&event) == OK) {
        struct ct_input input = {.kind = CT_POINTER, .row = event.y, .column = event.x};
        if (event.bstate & BUTTON1_PRESSED) input.value = CT_PRESSED;
        else if (event.bstate & BUTTON1_RELEASED) input.value = CT_RELEASED;
        else if (event.bstate & BUTTON4_PRESSED) input.value = CT_WHEEL_UP;
        else if (event.bstate & BUTTON5_PRESSED) input.value = CT_WHEEL_DOWN;
        else continue;
        pointers[pointers_waiting++] = input;
    }
    if (pointers_waiting == 0) return (struct ct_input){.kind = CT_IGNORED};
    return pointers[--pointers_waiting];
}

// A sequence that no key is named for must not reach the program as Esc and letters: they would act.
static bool swallow_unknown_sequence(void) {
    wint_t next = 0;
    wtimeout(keys, 0);
    if (wget_wch(keys, &next) != OK) return false;
    if (next != '[' && next != 'O') {
        unget_wch((wchar_t)next);
        return false;
    }
    for (int i = 0; i < 32; i++) {
        wint_t byte = 0;
        if (wget_wch(keys, &byte) != OK) break;
        if (byte >= 0x40 && byte <= 0x7e) break;
    }
    return true;
}

struct ct_input ct_read(int milliseconds) {
    if (pointers_waiting > 0) return pointers[--pointers_waiting];
    wint_t value = 0;
    wtimeout(keys, milliseconds);
    int result = wget_wch(keys, &value);
    if (result == ERR) return (struct ct_input){.kind = CT_NOTHING};
    if (result == OK) {
        if (value == 27 && swallow_unknown_sequence()) return (struct ct_input){.kind = CT_IGNORED};
        return (struct ct_input){.kind = CT_CHARACTER, .value = value};
    }
    if (value == KEY_RESIZE) return (struct ct_input){.kind = CT_RESIZED};
    if (value == KEY_MOUSE) return pointer();
    if (value == CODE_PASTE_BEGINS) return (struct ct_input){.kind = CT_PASTE_BEGINS};
    if (value == CODE_PASTE_ENDS) return (struct ct_input){.kind = CT_PASTE_ENDS};
    int code = function_key(value);
    return (struct ct_input){.kind = code == 0 ? CT_IGNORED : CT_FUNCTION, .value = (uint32_t)code};
}
