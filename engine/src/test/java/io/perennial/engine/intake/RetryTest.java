// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTest {
    @TempDir
    Path folder;

    @Test
    void rowsAreTriedAgainWithWhatTheyLacked() {
        try (Importer importer = new Importer(folder)) {
            importer.run(importer.file(
                    "events.csv",
                    "event_id,customer_id,occurred_at,kind,amount,currency",
                    "e1,c1,25/01/2025,order,10.00,EUR",
                    "e2,c1,05/01/2025,order,11.00,",
                    "e3,c1,06/01/2025,party,12.00,EUR"));
            assertThat(importer.quarantine()).hasSize(2);

            ImportReport report = importer.retry(r -> r.withCurrency("USD"));

            assertThat(report.rowsRead()).isEqualTo(2);
            assertThat(report.rowsAccepted()).isEqualTo(1);
            // day first, as the whole file showed
            assertThat(
                            importer.column(
                                    "select event_id || ' ' || occurred_at::date || ' ' || currency || ' ' || line from revenue_event order by 1"))
                    .containsExactly("e1 2025-01-25 EUR 2", "e2 2025-01-05 USD 3");
            assertThat(importer.column("select rule || ' ' || coalesce(resolved_by, 0) from quarantine order by line"))
                    .containsExactly("missing-currency 2", "unknown-value 0");
            assertThat(importer.retry(r -> r).rowsRead()).isZero();
        }
    }

    @Test
    void rowsAreTriedAgainAsTheUserMendedThem() throws IOException {
        try (Importer importer = new Importer(folder)) {
            importer.run(importer.file(
                    "surveys.csv",
                    "survey_id,customer_id,answered_at,kind,score",
                    "1,c1,2025-01-02 10:00:00,nps,11",
                    "2,c1,2025-01-02 10:00:00,nps",
                    "3,c1,2025-01-02 10:00:00,nps,9"));
            Path file = folder.resolve("quarantine.csv");
            assertThat(importer.writeQuarantine(file)).isEqualTo(2);
            assertThat(Files.readAllLines(file))
                    .startsWith(
                            "clv_batch,clv_line,clv_rule,clv_column,clv_value,survey_id,customer_id,answered_at,kind,score",
                            "1,2,score-out-of-scale,score,11,1,c1,2025-01-02 10:00:00,nps,11");
            Files.write(
                    file,
                    List.of(
                            "clv_batch,clv_line,clv_rule,clv_column,clv_value,survey_id,customer_id,answered_at,kind,score",
                            "1,2,score-out-of-scale,score,11,1,c1,2025-01-02 10:00:00,nps,10",
                            "1,3,too-few-columns,,,2,c1,2025-01-02 10:00:00,nps,8"));

            ImportReport report = importer.retry(r -> r, file);

            assertThat(report.rowsAccepted()).isEqualTo(2);
            assertThat(importer.column("select survey_id || ' ' || score || ' ' || line from survey order by 1"))
                    .containsExactly("1 10.0 2", "2 8.0 3", "3 9.0 4");
            assertThat(importer.count("select count(*) from quarantine where resolved_by is null"))
                    .isZero();
        }
    }
}
