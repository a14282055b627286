#include "CYAML.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct dd_yaml {
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
};

dd_yaml *dd_yaml_open(const uint8_t *bytes, size_t count) {
    dd_yaml *parser = calloc(1, sizeof *parser);
    if (!parser) return NULL;
    if (!yaml_parser_initialize(&parser->parser)) {
        free(parser);
        return NULL;
    }
    // A byte order mark would otherwise switch libyaml to UTF-16, whose marks don't lead back to the bytes.
    yaml_parser_set_encoding(&parser->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser->parser, bytes, count);
    return parser;
}

static dd_yaml_mark mark(yaml_mark_t from) {
    return (dd_yaml_mark){.index = from.index, .line = from.line, .column = from.column};
}

static dd_yaml_style style(yaml_scalar_style_t from) {
    switch (from) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return DD_YAML_SINGLE_QUOTED;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return DD_YAML_DOUBLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE: return DD_YAML_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE: return DD_YAML_FOLDED;
    default: return DD_YAML_PLAIN;
    }
}

static void fill(const yaml_event_t *from, dd_yaml_event *event) {
    switch (from->type) {
    case YAML_STREAM_START_EVENT: event->kind = DD_YAML_STREAM_START; break;
    case YAML_STREAM_END_EVENT: event->kind = DD_YAML_STREAM_END; break;
    case YAML_DOCUMENT_START_EVENT: event->kind = DD_YAML_DOCUMENT_START; break;
    case YAML_DOCUMENT_END_EVENT: event->kind = DD_YAML_DOCUMENT_END; break;
    case YAML_ALIAS_EVENT:
        event->kind = DD_YAML_ALIAS;
        event->anchor = (const char *)from->data.alias.anchor;
        break;
    case YAML_SCALAR_EVENT:
        event->kind = DD_YAML_SCALAR;
        event->style = style(from->data.scalar.style);
        event->value = from->data.scalar.value;
        event->length = from->data.scalar.length;
        event->anchor = (const char *)from->data.scalar.anchor;
        event->tag = (const char *)from->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        event->kind = DD_YAML_SEQUENCE_START;
        event->flow = from->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
        event->anchor = (const char *)from->data.sequence_start.anchor;
        event->tag = (const char *)from->data.sequence_start.tag;
        break;
    case YAML_SEQUENCE_END_EVENT: event->kind = DD_YAML_SEQUENCE_END; break;
    case YAML_MAPPING_START_EVENT:
        event->kind = DD_YAML_MAPPING_START;
        event->flow = from->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
        event->anchor = (const char *)from->data.mapping_start.anchor;
        event->tag = (const char *)from->data.mapping_start.tag;
        break;
    case YAML_MAPPING_END_EVENT: event->kind = DD_YAML_MAPPING_END; break;
    default: event->kind = DD_YAML_NOTHING; break;
    }
}

bool dd_yaml_next(dd_yaml *parser, dd_yaml_event *event) {
    if (parser->has_event) {
        yaml_event_delete(&parser->event);
        parser->has_event = false;
    }
    memset(event, 0, sizeof *event);
    if (!yaml_parser_parse(&parser->parser, &parser->event)) return false;
    parser->has_event = true;
    event->start = mark(parser->event.start_mark);
    event->end = mark(parser->event.end_mark);
    fill(&parser->event, event);
    return true;
}

dd_yaml_problem dd_yaml_problem_of(const dd_yaml *parser) {
    const yaml_parser_t *from = &parser->parser;
    return (dd_yaml_problem){
        .problem = from->error == YAML_MEMORY_ERROR ? "out of memory" : from->problem,
        .context = from->context,
        .offset = from->problem_offset,
        .has_context_mark = from->context != NULL,
        .mark = mark(from->problem_mark),
        .context_mark = mark(from->context_mark),
    };
}

void dd_yaml_close(dd_yaml *parser) {
    if (!parser) return;
    if (parser->has_event) yaml_event_delete(&parser->event);
    yaml_parser_delete(&parser->parser);
    free(parser);
}
