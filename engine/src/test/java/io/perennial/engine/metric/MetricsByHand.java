// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** A ledger made by hand, and the figures of metrics over it. */
abstract class MetricsByHand {
    final Ledger ledger = Ledger.inMemory();
    final Facts facts = new Facts();

    @AfterEach
    void close() {
        ledger.close();
    }

    void set(String name, String value) {
        SqlText.run(ledger.connection(), "setting", "insert into setting values ('%s', '%s')".formatted(name, value));
    }

    MetricRequest request(String metric, String asOf) {
        facts.into(ledger.connection());
        return MetricRequest.of(
                Metrics.named(metric), World.of(ledger.connection(), LocalDate.parse(asOf), Knowledge.AS_KNOWN_THEN));
    }

    MetricResult.Row one(MetricRequest request) {
        List<MetricResult.Row> rows = MetricRun.run(ledger, request).rows();
        return rows.get(rows.size() - 1);
    }

    static double figure(MetricResult.Row row, String name) {
        return ((Number) Objects.requireNonNull(row.values().get(name), name)).doubleValue();
    }
}
