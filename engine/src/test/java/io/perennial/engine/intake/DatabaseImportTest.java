// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.sheet.DatabaseQuery;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL server as a live source. */
class DatabaseImportTest {
    @TempDir
    Path folder;

    @Test
    void onlyWhatIsNewIsReadNextTime() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement shop = connection.createStatement();
                Importer importer = new Importer(folder)) {
            String address = server.getJdbcUrl("postgres", "postgres");
            shop.execute("create table client (customer_id int, name text, known_at timestamptz)");
            shop.execute(
                    "insert into client values (1, 'Ann', '2025-01-01 10:00:00+00'), (2, 'Bob', '2025-01-02 10:00:00+00')");
            Increment table = new Increment("client", "known_at", null);

            assertThat(importer.database(r -> r.withIncrement(table), address).factsNew())
                    .isEqualTo(2);
            ImportReport nothing = importer.database(r -> r.withIncrement(table), address);
            // The row at the mark is read again, because another one may have got the same time since.
            assertThat(nothing.rowsRead()).isEqualTo(1);
            assertThat(nothing.factsNew() + nothing.factsCorrected()).isZero();

            shop.execute("insert into client values (3, 'Cy', '2025-01-02 10:00:00+00')");
            shop.execute("update client set name = 'Anna', known_at = '2025-01-03 12:00:00+02' where customer_id = 1");
            ImportReport news = importer.database(r -> r.withIncrement(table), address);

            assertThat(news.rowsRead()).isEqualTo(3);
            assertThat(news.factsNew()).isEqualTo(1);
            assertThat(news.factsCorrected()).isEqualTo(1);
            assertThat(
                            importer.column(
                                    "select customer_id || ' ' || last(name order by known_at) || ' ' || max(known_at) from customer group by customer_id order by 1"))
                    .containsExactly(
                            "1 Anna 2025-01-03 10:00:00", "2 Bob 2025-01-02 10:00:00", "3 Cy 2025-01-02 10:00:00");
        }
    }

    @Test
    void aQuerySaysWhereTheMarkGoes() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement shop = connection.createStatement();
                Importer importer = new Importer(folder)) {
            String address = server.getJdbcUrl("postgres", "postgres");
            shop.execute("create table sale (id int, who text, placed timestamp, paid numeric(10,2))");
            shop.execute(
                    "insert into sale values (1, 'a', '2025-01-01 10:00:00', 9.5), (2, 'b', '2025-01-02 10:00:00', 7)");
            DatabaseQuery query = new DatabaseQuery(
                    "select id as event_id, who as customer_id, placed as occurred_at, 'order' as kind, paid as amount, 'EUR' as currency from sale where placed > :since",
                    null,
                    null);
            Increment placed = new Increment(null, "occurred_at", null);

            importer.database(r -> r.withDatabase(query).withIncrement(placed), address);
            ImportReport nothing = importer.database(r -> r.withDatabase(query).withIncrement(placed), address);
            shop.execute("insert into sale values (3, 'a', '2025-01-03 10:00:00', 1)");
            ImportReport news = importer.database(r -> r.withDatabase(query).withIncrement(placed), address);

            assertThat(nothing.files()).extracting(ImportReport.File::status).containsExactly("unchanged");
            assertThat(news.rowsRead()).isEqualTo(1);
            assertThat(importer.text("select sum(amount) from revenue_event")).isEqualTo("17.5000");
        }
    }
}
