// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens JSON: one object per line, one array of objects, or one document. A member of a nested object is the column {@code outer.inner}, a member of the
 * objects in an array {@code array[].inner}; the members that the first thousand objects have are the columns. A document can also be opened as the rows
 * of an array in it; what stands around them are the columns {@code parent.inner} and {@code root.inner}.
 */
final class JsonSheets {
    private enum Form {
        LINES("scan_json_lines"),
        ARRAY("scan_json_array"),
        DOCUMENT("scan_json_document");

        private final String scan;

        Form(String scan) {
            this.scan = scan;
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LOOKED_AT = 1000;

    private JsonSheets() {}

    static Sheet open(TextFile text) {
        boolean array = text.head().stripLeading().startsWith("[");
        List<JsonNode> document = array ? List.of() : document(text.head());
        Form form = array ? Form.ARRAY : document.isEmpty() ? Form.LINES : Form.DOCUMENT;
        List<JsonNode> objects = switch (form) {
            case ARRAY -> elements(text.head());
            case DOCUMENT -> document;
            case LINES -> lines(text);
        };
        Map<String, List<String>> samples = new LinkedHashMap<>();
        objects.forEach(object -> sample(samples, "", object));
        List<Column> columns = new ArrayList<>();
        samples.forEach((name, values) ->
                columns.add(new Column(name, "VARCHAR", "cells[" + (columns.size() + 1) + "]", values)));
        return sheet(text, form, scan(text, form, samples.keySet()), columns);
    }

    /** @param rows path of the objects that are rows, as in {@code $.orders[*].items[*]}, or {@code $.orders.*} for the members of an object */
    static Sheet open(Sql sql, TextFile text, String rows) throws SQLException {
        Form form = text.head().stripLeading().startsWith("[") ? Form.ARRAY : Form.DOCUMENT;
        String from = "(select object as root, object as parent, object from " + scan(text, form, Set.of()) + ")";
        for (String step : rows.replaceFirst("^\\$\\.", "").split("\\[\\*]\\.?", -1)) {
            // without [*] or .* at the end the step is a single object
            boolean members = step.endsWith(".*");
            String rest = members ? ".*" : rows.endsWith(step) ? "" : "[*]";
            String name = members ? step.substring(0, step.length() - 2) : step;
            from = step.isEmpty()
                    ? from
                    : "(select root, object as parent, "
                            + (rest.isEmpty() ? "json_extract(object, " : "unnest(json_extract(object, ")
                            + path(name, rest)
                            + (rest.isEmpty() ? ")" : "))")
                            + " as object from " + from + ")";
        }
        List<Column> columns = new ArrayList<>();
        for (String level : List.of("object", "parent", "root")) {
            Map<String, List<String>> samples = new LinkedHashMap<>();
            for (String object : sql.rows(
                    "select " + level + "::varchar from " + from + " limit " + LOOKED_AT, r -> r.getString(1))) {
                parsed(object).forEach(node -> sample(samples, "", node));
            }
            samples.forEach((name, values) -> columns.add(new Column(
                    level.equals("object") ? name : level + "." + name,
                    "VARCHAR",
                    "json_extract_string(" + level + ", " + path(name, "") + ")",
                    values)));
        }
        return sheet(text, form, from, columns);
    }

    private static Sheet sheet(TextFile text, Form form, String from, List<Column> columns) {
        if (columns.isEmpty()) {
            throw ClvException.data(
                    "no-rows",
                    "Cannot read " + text.file() + ": it holds no JSON objects",
                    "Export it again with its rows.");
        }
        boolean lines = form == Form.LINES;
        return new Sheet(
                text.file(),
                "JSON",
                from,
                columns,
                true,
                "",
                text.encodingName(),
                lines ? "case when cells is null then 'malformed-json' end" : null,
                null,
                lines ? new TextLines(text, ' ', 1) : ParquetSheets::rowNumbers,
                List.of(),
                null);
    }

    private static String scan(TextFile text, Form form, Set<String> names) {
        return Sql.template(
                        JsonSheets.class,
                        form.scan,
                        Map.of(
                                "path",
                                Sql.path(text.path()),
                                "compression",
                                text.gzip() ? "gzip" : "none",
                                "paths",
                                String.join(
                                        ", ",
                                        names.stream()
                                                // what is inside an array is for recognising the document only; the
                                                // cell is the array
                                                .map(name -> path(name.split("\\[]", 2)[0], ""))
                                                .toList())))
                .strip();
    }

    private static String path(String name, String end) {
        StringBuilder path = new StringBuilder("$");
        for (String step : name.split("\\.", -1)) {
            boolean all = step.endsWith("[]");
            path.append(".\"")
                    .append((all ? step.substring(0, step.length() - 2) : step).replace("\"", "\\\""))
                    .append(all ? "\"[*]" : "\"");
        }
        return Sql.text(path.append(end).toString());
    }

    private static List<JsonNode> lines(TextFile text) {
        List<JsonNode> objects = new ArrayList<>();
        for (String line :
                text.head().lines().limit(LOOKED_AT).filter(l -> !l.isBlank()).toList()) {
            try {
                JsonNode node = MAPPER.readTree(line);
                if (node.isObject()) {
                    objects.add(node);
                }
            } catch (JsonProcessingException e) {
                // A malformed line is quarantined when it is read; here it only tells nothing about columns.
            }
        }
        return objects;
    }

    /** The objects of an array as far as the head holds them. */
    private static List<JsonNode> elements(String head) {
        List<JsonNode> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> iterator =
                MAPPER.readerFor(JsonNode.class).readValues(head)) {
            while (objects.size() < LOOKED_AT && iterator.hasNextValue()) {
                objects.add(iterator.nextValue());
            }
        } catch (IOException e) {
            // The head is cut inside an object, or the text is damaged, which reading it will tell.
        }
        return objects;
    }

    /** The members of an object that runs over several lines, as far as the head holds them; none if the text is something else. */
    private static List<JsonNode> document(String head) {
        ObjectNode found = MAPPER.createObjectNode();
        try (JsonParser parser = MAPPER.createParser(head)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    ArrayNode elements = found.putArray(name);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        elements.add(parser.<JsonNode>readValueAsTree());
                    }
                } else {
                    found.set(name, parser.<JsonNode>readValueAsTree());
                }
            }
            // Another object after it makes the text one of lines; one with an array of objects is a document also on
            // one line.
            boolean several = parser.nextToken() != null;
            boolean rows = found.properties().stream().anyMatch(member -> objects(member.getValue()));
            boolean tall = head.strip().contains("\n");
            return !several && (tall || rows) ? List.of(found) : List.of();
        } catch (JsonEOFException e) {
            return found.isEmpty() ? List.of() : List.of(found);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean objects(JsonNode value) {
        return value.isArray() && !value.isEmpty() && value.get(0).isObject();
    }

    private static List<JsonNode> parsed(@Nullable String object) {
        try {
            JsonNode node = MAPPER.readTree(object == null ? "null" : object);
            return node.isObject() ? List.of(node) : List.of();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB must hand out valid JSON", e);
        }
    }

    private static void sample(Map<String, List<String>> samples, String prefix, JsonNode object) {
        object.properties().forEach(member -> {
            String name = prefix + member.getKey();
            JsonNode value = member.getValue();
            samples.computeIfAbsent(name, k -> new ArrayList<>()).add(value.isNull() ? "" : value.asText());
            if (prefix.isEmpty() && value.isObject()) {
                sample(samples, name + ".", value);
            } else if (prefix.isEmpty() && objects(value)) {
                value.forEach(element -> sample(samples, name + "[].", element));
            }
        });
    }
}
