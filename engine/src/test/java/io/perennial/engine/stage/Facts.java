// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

import io.perennial.engine.ledger.FactTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Facts for tests, written straight into the tables of a ledger. A fact is known when it happens, unless the test says otherwise; columns that no test set
 * are null.
 */
public final class Facts {
    private final Map<FactTable, List<Map<String, String>>> rows = new EnumMap<>(FactTable.class);
    private String source = "test";
    private int batch = 1;
    private int line = 1;
    private @Nullable String knownAt;

    /** Facts that follow come from this source. */
    public Facts source(String name) {
        source = name;
        return this;
    }

    /** Facts that follow belong to this batch. */
    public Facts batch(int id) {
        batch = id;
        return this;
    }

    /** Facts that follow were known at this time (UTC); null: when they happened. */
    public Facts knownAt(@Nullable String time) {
        knownAt = time;
        return this;
    }

    /** @param columns name and value in turn; a value may be null */
    public Facts add(FactTable table, @Nullable String... columns) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("source", source);
        for (int i = 0; i < columns.length; i += 2) {
            String value = columns[i + 1];
            if (value != null) {
                row.put(String.valueOf(columns[i]), value);
            }
        }
        String known = knownAt;
        row.put("known_at", known != null ? known : row.getOrDefault(table.time(), "1970-01-01 00:00:00"));
        row.put("batch_id", Integer.toString(batch));
        row.put("line", Integer.toString(line++));
        row.put("content_hash", "0");
        rows.computeIfAbsent(table, t -> new ArrayList<>()).add(row);
        return this;
    }

    public Facts customer(String id, @Nullable String acquiredOn, @Nullable String channel) {
        return add(FactTable.CUSTOMER, "customer_id", id, "acquired_on", acquiredOn, "channel", channel);
    }

    public Facts order(String id, @Nullable String customer, String at, String amount) {
        return event(id, customer, at, "order", amount, "EUR", null, null);
    }

    public Facts event(
            String id,
            @Nullable String customer,
            String at,
            String kind,
            String amount,
            String currency,
            @Nullable String cost,
            @Nullable String reverses) {
        return add(
                FactTable.REVENUE_EVENT,
                "event_id",
                id,
                "customer_id",
                customer,
                "occurred_at",
                at,
                "kind",
                kind,
                "amount",
                amount,
                "currency",
                currency,
                "cost",
                cost,
                "reverses",
                reverses);
    }

    public Facts state(String subscription, String customer, String day, String status, String mrr, String currency) {
        return add(
                FactTable.SUBSCRIPTION_STATE,
                "subscription_id",
                subscription,
                "customer_id",
                customer,
                "effective_on",
                day,
                "status",
                status,
                "mrr",
                mrr,
                "currency",
                currency);
    }

    public Facts rate(String currency, String day, String rate) {
        return add(FactTable.EXCHANGE_RATE, "currency", currency, "day", day, "rate", rate);
    }

    /** Writes all facts, in the order in which they were added or, with a generator, in some other one. */
    public void into(Connection ledger, @Nullable Random order) {
        rows.forEach((table, facts) -> {
            Set<String> names = new TreeSet<>();
            facts.forEach(fact -> names.addAll(fact.keySet()));
            List<Map<String, String>> shuffled = new ArrayList<>(facts);
            if (order != null) {
                Collections.shuffle(shuffled, order);
            }
            write(ledger, table, List.copyOf(names), shuffled);
        });
        rows.clear();
    }

    /** Through a file: a statement with as many values takes far longer to parse. */
    private static void write(
            Connection ledger, FactTable table, List<String> columns, List<Map<String, String>> facts) {
        try {
            Path file = Files.createTempFile("facts", ".csv");
            try {
                List<String> lines = new ArrayList<>();
                lines.add(String.join(",", columns));
                facts.forEach(fact ->
                        lines.add(columns.stream().map(c -> cell(fact.get(c))).collect(Collectors.joining(","))));
                Files.write(file, lines);
                String names = String.join(", ", columns);
                SqlText.run(
                        ledger,
                        table.sql(),
                        "insert into %s (%s) select %s from read_csv(%s, all_varchar = true, header = true, nullstr = '', quote = '\"', escape = '\"')"
                                .formatted(table.sql(), names, names, SqlText.literal(file.toString())));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(@Nullable String value) {
        return value == null ? "" : '"' + value.replace("\"", "\"\"") + '"';
    }

    public void into(Connection ledger) {
        into(ledger, null);
    }
}
