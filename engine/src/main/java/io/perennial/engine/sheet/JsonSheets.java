// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens JSON: one object per line, or one array of objects. A member of a nested object is the column {@code outer.inner}; the members that the first
 * thousand objects have are the columns.
 */
final class JsonSheets {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LOOKED_AT = 1000;

    private JsonSheets() {}

    static Sheet open(TextFile text) {
        boolean array = text.head().stripLeading().startsWith("[");
        List<JsonNode> objects = array ? elements(text.head()) : lines(text);
        Map<String, List<String>> samples = samples(objects);
        if (samples.isEmpty()) {
            throw ClvException.data(
                    "no-rows",
                    "Cannot read " + text.file() + ": it holds no JSON objects",
                    "Export it again with its rows.");
        }
        List<String> names = List.copyOf(samples.keySet());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Column(
                    names.get(i), "VARCHAR", "cells[" + (i + 1) + "]", samples.getOrDefault(names.get(i), List.of())));
        }
        String paths = String.join(", ", names.stream().map(JsonSheets::path).toList());
        String from = Sql.template(
                        JsonSheets.class,
                        array ? "scan_json_array" : "scan_json_lines",
                        Map.of(
                                "path",
                                Sql.path(text.path()),
                                "compression",
                                text.gzip() ? "gzip" : "none",
                                "paths",
                                paths))
                .strip();
        return new Sheet(
                text.file(),
                "JSON",
                from,
                columns,
                true,
                "",
                text.encodingName(),
                array ? null : "case when cells is null then 'malformed-json' end",
                null,
                array ? ParquetSheets::rowNumbers : new TextLines(text, ' ', 1),
                List.of(),
                null);
    }

    private static String path(String name) {
        StringBuilder path = new StringBuilder("$");
        for (String step : name.split("\\.", -1)) {
            path.append(".\"").append(step.replace("\"", "\\\"")).append('"');
        }
        return Sql.text(path.toString());
    }

    private static List<JsonNode> lines(TextFile text) {
        List<JsonNode> objects = new ArrayList<>();
        for (String line :
                text.head().lines().limit(LOOKED_AT).filter(l -> !l.isBlank()).toList()) {
            try {
                objects.add(MAPPER.readTree(line));
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

    private static Map<String, List<String>> samples(List<JsonNode> objects) {
        Map<String, List<String>> samples = new LinkedHashMap<>();
        for (JsonNode object : objects) {
            object.properties().forEach(member -> {
                if (member.getValue().isObject()) {
                    member.getValue()
                            .properties()
                            .forEach(inner -> add(samples, member.getKey() + "." + inner.getKey(), inner.getValue()));
                } else {
                    add(samples, member.getKey(), member.getValue());
                }
            });
        }
        return samples;
    }

    private static void add(Map<String, List<String>> samples, String name, JsonNode value) {
        samples.computeIfAbsent(name, k -> new ArrayList<>()).add(value.isNull() ? "" : value.asText());
    }
}
