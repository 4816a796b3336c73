// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.source.HeaderWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads layouts, and refuses what is not one with the place that is wrong. */
final class LayoutToml {
    private static final TomlMapper MAPPER = new TomlMapper();
    private static final Set<String> TOP = Set.of(
            "name",
            "title",
            "source",
            "headers",
            "without",
            "needs",
            "file",
            "currency",
            "rows",
            "columns",
            "derive",
            "rule",
            "fact",
            "like");
    private static final Set<String> COLUMN =
            Set.of("type", "header", "words", "optional", "path", "currency", "format");
    private static final Set<String> FACT = Set.of("table", "where", "known_at", "values", "rule", "flag");
    private static final Set<String> RULE = Set.of("code", "when", "column", "meaning");

    private final String where;
    private @Nullable HeaderWords words;

    private LayoutToml(String where) {
        this.where = where;
    }

    /** @param where file or resource, for messages */
    static Layout read(String text, String where) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new LayoutToml(where)
                    .refusal(
                            e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ")");
        }
        return new LayoutToml(where).layout(root, text);
    }

    /** A layout like a built-in one takes from it what it does not set itself. */
    private JsonNode completed(JsonNode root) {
        String like = optional(root, "like");
        if (like == null) {
            return root;
        }
        try {
            ObjectNode whole = (ObjectNode) MAPPER.readTree(Sql.resource(Layouts.class, like + ".toml"));
            root.properties().forEach(setting -> whole.set(setting.getKey(), setting.getValue()));
            return whole;
        } catch (IllegalStateException | JsonProcessingException e) {
            throw refusal("there is no built-in layout '" + like + "' to be like");
        }
    }

    private Layout layout(JsonNode given, String text) {
        known(given, TOP, "the layout");
        JsonNode root = completed(given);
        String name = required(root, "name", "the layout");
        Map<String, LayoutColumn> columns = new LinkedHashMap<>();
        root.path("columns").properties().forEach(c -> columns.put(c.getKey(), column(c.getKey(), c.getValue())));
        List<LayoutFact> facts = new ArrayList<>();
        for (JsonNode fact : root.path("fact")) {
            facts.add(fact(fact));
        }
        if (columns.isEmpty() || facts.isEmpty()) {
            throw refusal("it needs [columns] and at least one [[fact]]");
        }
        List<String> headers = texts(root.path("headers"));
        if (headers.isEmpty()) {
            headers = columns.values().stream()
                    .filter(c -> !c.optional() && c.path() == null)
                    .map(c -> c.headers().get(0))
                    .toList();
        }
        return new Layout(
                name,
                root.path("title").asText(name),
                root.path("source").asText(name),
                headers,
                texts(root.path("without")),
                needs(root.path("needs"), columns),
                optional(root, "file"),
                optional(root, "currency"),
                optional(root, "rows"),
                columns,
                expressions(root.path("derive")),
                rules(root.path("rule")),
                facts,
                text);
    }

    private List<List<String>> needs(JsonNode node, Map<String, LayoutColumn> columns) {
        List<List<String>> needs = new ArrayList<>();
        for (JsonNode group : node) {
            List<String> names = texts(group);
            if (!columns.keySet().containsAll(names)) {
                throw refusal("needs must name columns, was " + names);
            }
            needs.add(names);
        }
        return needs;
    }

    private LayoutColumn column(String name, JsonNode node) {
        if (node.isTextual()) {
            return new LayoutColumn(name, type(name, node.asText()), List.of(name), false, null, null, null);
        }
        known(node, COLUMN, "column " + name);
        List<String> headers = new ArrayList<>(texts(node.path("header")));
        texts(node.path("words")).forEach(family -> headers.addAll(words().words(family)));
        return new LayoutColumn(
                name,
                type(name, node.path("type").asText("text")),
                headers.isEmpty() && !node.has("path") ? List.of(name) : headers,
                node.path("optional").asBoolean(false),
                optional(node, "path"),
                optional(node, "currency"),
                optional(node, "format"));
    }

    private HeaderWords words() {
        if (words == null) {
            words = HeaderWords.load();
        }
        return words;
    }

    private CellType type(String column, String type) {
        for (CellType known : CellType.values()) {
            if (known.label().equals(type)) {
                return known;
            }
        }
        throw refusal("the type of column " + column + " must be one of " + labels() + ", was '" + type + "'");
    }

    private static String labels() {
        List<String> labels = new ArrayList<>();
        for (CellType type : CellType.values()) {
            labels.add(type.label());
        }
        return String.join(", ", labels);
    }

    private LayoutFact fact(JsonNode node) {
        known(node, FACT, "a fact");
        String name = required(node, "table", "a fact");
        FactTable table = null;
        for (FactTable each : FactTable.values()) {
            table = each.sql().equals(name.toLowerCase(Locale.ROOT)) ? each : table;
        }
        if (table == null) {
            throw refusal("there is no fact table '" + name + "'");
        }
        return new LayoutFact(
                table,
                optional(node, "where"),
                optional(node, "known_at"),
                expressions(node.path("values")),
                rules(node.path("rule")),
                rules(node.path("flag")));
    }

    private List<LayoutRule> rules(JsonNode nodes) {
        List<LayoutRule> rules = new ArrayList<>();
        for (JsonNode node : nodes) {
            known(node, RULE, "a rule");
            String code = required(node, "code", "a rule");
            rules.add(new LayoutRule(
                    code,
                    required(node, "when", "rule " + code),
                    optional(node, "column"),
                    node.path("meaning").asText("")));
        }
        return rules;
    }

    private Map<String, String> expressions(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(v -> values.put(v.getKey(), v.getValue().asText()));
        return values;
    }

    private void known(JsonNode node, Set<String> names, String what) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw refusal(what + " has no setting '" + name + "'; it has: "
                        + String.join(", ", names.stream().sorted().toList()));
            }
        });
    }

    private String required(JsonNode node, String name, String what) {
        String value = optional(node, name);
        if (value == null || value.isBlank()) {
            throw refusal(what + " needs '" + name + "'");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : null;
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private ClvException refusal(String reason) {
        return ClvException.user(
                "layout-invalid",
                "Cannot use the layout " + where + ": " + reason,
                "docs/INPUT.md says what a layout holds; clv import FILE --dry-run --save-map FILE.toml writes one to start from.");
    }

    /** A layout as TOML that {@link #read} reads. */
    static String write(Layout layout) {
        StringBuilder toml = new StringBuilder();
        toml.append("# Recognised by its headers; change what is wrong, then: clv import FILE --map THIS_FILE\n");
        line(toml, "name", layout.name());
        line(toml, "title", layout.title());
        line(toml, "source", layout.source());
        toml.append("headers = ").append(list(layout.headers())).append('\n');
        if (layout.currency() != null) {
            line(toml, "currency", layout.currency());
        }
        toml.append("\n[columns]\n");
        layout.columns()
                .values()
                .forEach(column -> toml.append(key(column.name()))
                        .append(" = { type = ")
                        .append(text(column.type().label()))
                        .append(", header = ")
                        .append(list(column.headers()))
                        .append(column.optional() ? ", optional = true" : "")
                        .append(column.currency() == null ? "" : ", currency = " + text(column.currency()))
                        .append(column.format() == null ? "" : ", format = " + text(column.format()))
                        .append(" }\n"));
        table(toml, "[derive]", layout.derived());
        layout.rules().forEach(rule -> rule(toml, "[[rule]]", rule));
        for (LayoutFact fact : layout.facts()) {
            toml.append("\n[[fact]]\n");
            line(toml, "table", fact.table().sql());
            if (fact.where() != null) {
                line(toml, "where", fact.where());
            }
            if (fact.knownAt() != null) {
                line(toml, "known_at", fact.knownAt());
            }
            table(toml, "[fact.values]", fact.values());
            fact.rules().forEach(rule -> rule(toml, "[[fact.rule]]", rule));
            fact.flags().forEach(rule -> rule(toml, "[[fact.flag]]", rule));
        }
        return toml.toString();
    }

    private static void table(StringBuilder toml, String title, Map<String, String> values) {
        if (!values.isEmpty()) {
            toml.append(title.startsWith("[fact") ? "" : "\n").append(title).append('\n');
            values.forEach((name, value) -> line(toml, key(name), value));
        }
    }

    private static void rule(StringBuilder toml, String title, LayoutRule rule) {
        toml.append('\n').append(title).append('\n');
        line(toml, "code", rule.code());
        line(toml, "when", rule.when());
        if (rule.column() != null) {
            line(toml, "column", rule.column());
        }
        if (!rule.meaning().isEmpty()) {
            line(toml, "meaning", rule.meaning());
        }
    }

    private static void line(StringBuilder toml, String name, String value) {
        toml.append(name).append(" = ").append(text(value)).append('\n');
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(LayoutToml::text).toList()) + "]";
    }

    private static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : text(name);
    }

    private static String text(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
