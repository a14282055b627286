#pragma once
// The one door to libyaml: its parser and its events lie behind opaque pointers, because Swift takes no C unions.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    DD_YAML_STREAM_START,
    DD_YAML_STREAM_END,
    DD_YAML_DOCUMENT_START,
    DD_YAML_DOCUMENT_END,
    DD_YAML_ALIAS,
    DD_YAML_SCALAR,
    DD_YAML_SEQUENCE_START,
    DD_YAML_SEQUENCE_END,
    DD_YAML_MAPPING_START,
    DD_YAML_MAPPING_END,
    DD_YAML_NOTHING,
} dd_yaml_kind;

typedef enum {
    DD_YAML_PLAIN,
    DD_YAML_SINGLE_QUOTED,
    DD_YAML_DOUBLE_QUOTED,
    DD_YAML_LITERAL,
    DD_YAML_FOLDED,
} dd_yaml_style;

// A place in the input. index counts characters (not bytes); line and column count from 0.
typedef struct {
    size_t index, line, column;
} dd_yaml_mark;

// What the parser saw. The pointers are valid until the next call of dd_yaml_next or dd_yaml_close.
typedef struct {
    dd_yaml_kind kind;
    dd_yaml_style style;
    bool flow;            // a sequence or mapping in brackets
    const uint8_t *value; // a scalar's text
    size_t length;
    const char *anchor; // the name after & or *
    const char *tag;
    dd_yaml_mark start, end;
} dd_yaml_event;

typedef struct {
    const char *problem;
    const char *context;
    size_t offset; // bytes, set for reader errors only
    bool has_context_mark;
    dd_yaml_mark mark, context_mark;
} dd_yaml_problem;

typedef struct dd_yaml dd_yaml;

// Begins to parse UTF-8 bytes, which must outlive the parser. NULL where memory ran out.
dd_yaml *dd_yaml_open(const uint8_t *bytes, size_t count);
// Steps to the next event. False when the input is no YAML: dd_yaml_problem_of says why.
bool dd_yaml_next(dd_yaml *parser, dd_yaml_event *event);
dd_yaml_problem dd_yaml_problem_of(const dd_yaml *parser);
void dd_yaml_close(dd_yaml *parser);
