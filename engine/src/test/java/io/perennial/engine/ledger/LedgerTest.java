// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
    private static final List<String> PROVENANCE = List.of("known_at", "batch_id", "line", "content_hash");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(FactTable.class)
    void everyTableHasItsKeyItsTimeAndEndsWithItsProvenance(FactTable table) throws SQLException {
        try (Ledger ledger = Ledger.inMemory();
                Statement statement = ledger.connection().createStatement();
                ResultSet row = statement.executeQuery("select column_name from duckdb_columns() where table_name = '"
                        + table.sql() + "' order by column_index")) {
            List<String> columns = new ArrayList<>();
            while (row.next()) {
                columns.add(row.getString(1));
            }
            assertThat(columns).startsWith("source").containsAll(table.key()).contains(table.time());
            assertThat(columns.subList(columns.size() - 4, columns.size())).isEqualTo(PROVENANCE);
        }
    }

    @Test
    void whatWasWrittenIsThereWhenOpenedAgain() throws SQLException {
        Path file = folder.resolve("perennial.duckdb");
        try (Ledger ledger = Ledger.open(file);
                Statement statement = ledger.connection().createStatement()) {
            statement.execute("insert into setting values ('base_currency', 'EUR')");
        }
        try (Ledger ledger = Ledger.open(file);
                Statement statement = ledger.connection().createStatement();
                ResultSet row = statement.executeQuery("select value from setting where name = 'base_currency'")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("EUR");
        }
    }

    @Test
    void aLedgerOfANewerVersionIsRefused() throws SQLException {
        Path file = folder.resolve("perennial.duckdb");
        try (Ledger ledger = Ledger.open(file);
                Statement statement = ledger.connection().createStatement()) {
            statement.execute("update setting set value = '999' where name = 'ledger_version'");
        }
        assertThatThrownBy(() -> Ledger.open(file)).hasMessageContaining("must have version 2, was 999");
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws Exception {
        Path file = folder.resolve("perennial.duckdb");
        Files.writeString(file, "customer,date,amount\n");
        assertThatThrownBy(() -> Ledger.open(file))
                .hasMessageContaining("Cannot open")
                .hasMessageContaining("perennial.duckdb");
    }
}
