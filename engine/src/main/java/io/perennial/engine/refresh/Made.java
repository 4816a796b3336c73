// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.refresh;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.Step;
import io.perennial.engine.stage.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the last refresh made of what, kept in the table {@code made} beside the derived tables.
 *
 * @param table derived table, or table of facts
 * @param rules fingerprint of query and settings; of a table of facts its number of rows
 * @param asOf day from which it was made
 * @param knownBefore first instant it did not know
 * @param inputs fingerprint of what it read; of a table of facts its last batch
 * @param output fingerprint of its content
 */
record Made(String table, String rules, LocalDate asOf, LocalDateTime knownBefore, String inputs, String output) {
    /** As the last refresh left them, by table; empty before the first. */
    static Map<String, Made> read(Connection connection) throws SQLException {
        Map<String, Made> made = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlText.of(Made.class, "made"));
            try (ResultSet row = statement.executeQuery("select * from made")) {
                while (row.next()) {
                    made.put(
                            row.getString(1),
                            new Made(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getDate(3).toLocalDate(),
                                    row.getTimestamp(4).toLocalDateTime(),
                                    row.getString(5),
                                    row.getString(6)));
                }
            }
        }
        return made;
    }

    void write(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert or replace into made values (?, ?, ?::date, ?::timestamp, ?, ?)")) {
            insert.setString(1, table);
            insert.setString(2, rules);
            insert.setString(3, asOf.toString());
            insert.setString(4, knownBefore.toString());
            insert.setString(5, inputs);
            insert.setString(6, output);
            insert.execute();
        }
    }

    /** A table of facts as it is now: nothing is ever changed in it, so rows and last batch tell. */
    static Made facts(Connection connection, FactTable table, World world) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*), coalesce(max(batch_id), 0) from " + table.sql())) {
            row.next();
            return new Made(
                    table.sql(),
                    row.getString(1),
                    world.asOf(),
                    world.knownBefore(),
                    row.getString(2),
                    row.getString(1) + " to " + row.getString(2));
        }
    }

    /** What a step would be made of now, given what it reads; its content is not known yet. */
    static Made of(Step step, World world, String preludes, Map<String, Made> now) {
        String inputs = step.reads().stream()
                .map(read -> read + " "
                        + Optional.ofNullable(now.get(read)).map(Made::output).orElse("none"))
                .collect(Collectors.joining("; "));
        String rules = Integer.toHexString(step.rules().hashCode()) + " "
                + Integer.toHexString(settings(world, preludes).hashCode());
        return new Made(step.table(), rules, world.asOf(), world.knownBefore(), inputs, "");
    }

    private static String settings(World world, String preludes) {
        Map<String, String> functions = new LinkedHashMap<>(world.functions());
        functions.remove("as_of()");
        functions.remove("known_before()");
        return functions + preludes;
    }

    Made withOutput(String content) {
        return new Made(table, rules, asOf, knownBefore, inputs, content);
    }

    /** Whether what was made then is what would be made now. */
    boolean stands(Made now, Step step) {
        return rules.equals(now.rules)
                && inputs.equals(now.inputs)
                && (!step.looksAtTheDay() || (asOf.equals(now.asOf) && knownBefore.equals(now.knownBefore)));
    }
}
