// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.ClvException;
import io.perennial.engine.stage.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The groups of a question: which values a customer, or a contact, has in the dimensions asked for. A dimension is a column of {@code stg_customer}, an
 * attribute the ledger knows, or, of contacts, where they were handled.
 */
final class Dimensions {
    private static final Map<String, String> OF_CUSTOMERS = new LinkedHashMap<>();
    private static final Map<String, String> OF_CONTACTS =
            Map.of("queue", "f.queue", "agent", "f.agent_id", "contact_channel", "f.channel", "priority", "f.priority");

    static {
        for (String column : List.of(
                "channel", "campaign", "plan", "company_size", "country", "industry", "first_category", "referred")) {
            OF_CUSTOMERS.put(column, "k." + column);
        }
        OF_CUSTOMERS.put("customer", "k.customer_id");
        OF_CUSTOMERS.put("cohort_month", "month_name(k.cohort_month)");
        OF_CUSTOMERS.put("cohort_quarter", "quarter_name(k.cohort_quarter)");
        OF_CUSTOMERS.put("cohort_year", "year(k.acquired_on)::varchar");
    }

    private final Connection connection;
    private final MetricRequest request;
    private final boolean contacts;
    private final Map<String, String> attributes = new LinkedHashMap<>();

    Dimensions(Connection connection, MetricRequest request) {
        this.connection = connection;
        this.request = request;
        this.contacts = request.metric().facts().stream()
                .allMatch(facts -> facts.table().equals("contact"));
    }

    /** The tables and views of groups that metrics read. */
    void define() {
        List<String> values = request.by().stream().map(this::expression).toList();
        List<String> only = new ArrayList<>(List.of("true"));
        request.only()
                .forEach((dimension, value) -> only.add("%s is not distinct from %s"
                        .formatted(expression(dimension), value.isEmpty() ? "null" : SqlText.literal(value))));
        boolean ofContacts = values.stream().anyMatch(value -> value.startsWith("f."))
                || only.stream().anyMatch(condition -> condition.startsWith("f."));
        Map<String, String> customers = parts(
                // what only contacts have is unknown of a customer
                values.stream()
                        .map(value -> value.startsWith("f.") ? "null" : value)
                        .toList(),
                only.stream().filter(condition -> !condition.startsWith("f.")).toList());
        run("segment", customers);
        for (String fact : List.of("contact", "survey", "payment")) {
            Map<String, String> parts = fact.equals("contact") || !ofContacts ? parts(values, only) : customers;
            parts.put("fact", "stg_" + fact);
            parts.put("short", fact);
            run("segmented", parts);
        }
        String segments = "select distinct segment from segment";
        if (ofContacts) {
            segments = "select distinct segment from segmented_contact";
        } else if (request.metric().sql().contains("segmented_")) {
            segments +=
                    " union select distinct segment from segmented_contact union select distinct segment from segmented_survey"
                            + " union select distinct segment from segmented_payment";
        }
        if (values.isEmpty()) {
            segments = "select %s as segment".formatted(list(values));
        }
        run("grid", Map.of("segments", segments));
        define("by_nothing()", Boolean.toString(values.isEmpty()));
        define("by_channel()", Boolean.toString(request.by().equals(List.of("channel"))));
    }

    private Map<String, String> parts(List<String> values, List<String> only) {
        String joins = attributes.entrySet().stream()
                .map(a -> " left join stg_attribute %1$s on %1$s.customer_id = k.customer_id and %1$s.name = %2$s"
                        .formatted(a.getValue(), SqlText.literal(a.getKey())))
                .collect(Collectors.joining());
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("values", list(values));
        parts.put("attributes", joins);
        parts.put("only", String.join(" and ", only));
        return parts;
    }

    private static String list(List<String> values) {
        return "[" + String.join(", ", values) + "]::varchar[]";
    }

    private String expression(String dimension) {
        String known = OF_CUSTOMERS.get(dimension);
        if (known != null) {
            return known;
        }
        String ofContacts = OF_CONTACTS.get(dimension);
        if (ofContacts != null && contacts) {
            return ofContacts;
        }
        if (attributes.containsKey(dimension) || isAttribute(dimension)) {
            return attributes.computeIfAbsent(dimension, name -> "a" + attributes.size()) + ".value";
        }
        throw ClvException.user(
                "dimension",
                "--by and --only must name a dimension or an attribute, was " + dimension,
                "Dimensions: " + String.join(", ", OF_CUSTOMERS.keySet())
                        + (contacts
                                ? ", " + OF_CONTACTS.keySet().stream().sorted().collect(Collectors.joining(", "))
                                : "")
                        + ", and any attribute of the customers.");
    }

    private boolean isAttribute(String name) {
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from stg_attribute where name = ? limit 1")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw SqlText.failure("attributes", e);
        }
    }

    private void define(String function, String value) {
        SqlText.run(connection, function, "create or replace temp macro " + function + " as " + value);
    }

    private void run(String name, Map<String, String> values) {
        String sql = SqlText.of(Dimensions.class, name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            sql = sql.replace("${" + value.getKey() + "}", value.getValue());
        }
        SqlText.run(connection, name, sql);
    }
}
