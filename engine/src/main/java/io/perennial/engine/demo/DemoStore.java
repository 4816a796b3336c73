// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.ledger.ContentHash;
import io.perennial.engine.ledger.FactColumn;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the files of the company into a ledger, one batch per file. Files that are there already are left out. */
final class DemoStore {
    private static final String SOURCE = "wildwick";

    private final Connection connection;
    private final String name;

    /** @param name of the demo, kept as setting {@code demo} */
    DemoStore(Ledger ledger, String name) {
        this.connection = ledger.connection();
        this.name = name;
    }

    /**
     * Looks into the ledger before an hour's work.
     *
     * @throws ClvException if it holds facts of something else
     */
    void check() {
        try {
            List<String> holds = texts("select value from setting where name = 'demo'");
            if (!holds.contains(name) && number("select count(*) from batch") > 0) {
                throw ClvException.user(
                        "demo-store-in-use",
                        "Cannot fill the store: it already holds "
                                + (holds.isEmpty() ? "other facts" : "the demo of " + holds.get(0)),
                        "Name another with --store, or delete it first.");
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Fills the ledger, all files or none. */
    void fill(Map<FactTable, Path> files, Instant importedAt) {
        try {
            List<String> known = texts("select digest from batch");
            ContentHash.check(new Sql(connection));
            connection.setAutoCommit(false);
            for (Map.Entry<FactTable, Path> entry : files.entrySet()) {
                String digest = digest(entry.getValue());
                if (!known.contains(digest)) {
                    add(entry.getKey(), entry.getValue(), digest, importedAt);
                }
            }
            execute("insert or replace into setting values ('base_currency', 'EUR'), ('demo', '%s')".formatted(name));
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static ClvException failed(SQLException e) {
        return ClvException.resource(
                "demo-store", "Cannot fill the store: " + e.getMessage(), "Nothing was added; run again.", e);
    }

    private void add(FactTable table, Path file, String digest, Instant importedAt) throws SQLException {
        int batch = (int) number("select coalesce(max(batch_id), 0) + 1 from batch");
        List<FactColumn> columns = table.columns(new Sql(connection));
        execute(Resource.text("store.sql")
                .formatted(
                        table.sql(),
                        batch,
                        columns.stream()
                                .map(column -> "%1$s::%2$s as %1$s".formatted(Sql.name(column.name()), column.type()))
                                .collect(Collectors.joining(", ")),
                        file.toString().replace("'", "''"),
                        ContentHash.of(columns)));
        long rows = number("select count(*) from " + table.sql());
        try (PreparedStatement insert =
                connection.prepareStatement("insert into batch values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0, 0)")) {
            insert.setInt(1, batch);
            insert.setTimestamp(2, Timestamp.valueOf(LocalDateTime.ofInstant(importedAt, ZoneOffset.UTC)));
            insert.setString(3, file.toString());
            insert.setString(4, "canonical:" + table.sql());
            insert.setString(5, SOURCE);
            insert.setString(6, digest);
            insert.setLong(7, rows);
            insert.setLong(8, rows);
            insert.setLong(9, rows);
            insert.executeUpdate();
        }
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
