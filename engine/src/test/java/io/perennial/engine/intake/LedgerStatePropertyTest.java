// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small invented ledgers, some rows of which are broken or say again what others said: whatever the order and the division into files, the store knows
 * the same, and no row is lost. Every seed is 250 ledgers, told apart by their source, so that ten thousand are checked in all.
 */
@Tag("thorough")
class LedgerStatePropertyTest {
    private static final String HEADER =
            "source,event_id,customer_id,occurred_at,kind,amount,currency,reverses,known_at";

    /** Versions of one fact differ in the time at which the source recorded them, or nothing could tell which one counts. */
    private static final String STATE = """
            select concat_ws('|', source, event_id, customer_id, occurred_at, kind, amount, currency, reverses, max_known)
            from (
                select *, max(known_at) over (partition by source, event_id) as max_known
                from revenue_event
                qualify row_number() over (partition by source, event_id order by known_at desc, batch_id desc, line desc) = 1
            )
            order by source, event_id
            """;

    private static final String OPEN_FLAGS =
            "select rule || '|' || fact_key || '|' || detail from flag where resolved_by is null and rule <> 'conflicting-versions' order by 1";

    private static final int LEDGERS = 500;
    private static final String FIRST = "s0,seen,c1,2025-01-01 00:00:00,order,1.00,EUR,,2025-01-01 00:00:00";

    @TempDir
    Path folder;

    static List<Long> seeds() {
        Long one = Long.getLong("clv.seed");
        if (one != null) {
            return List.of(one);
        }
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= 20; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderAndAnySplitGiveTheSameState(long seed) {
        Random random = new Random(seed);
        List<String> rows = rows(random);
        List<String> expected;
        List<String> flags;
        long refused;
        try (Importer whole = new Importer(folder)) {
            ImportReport report = whole.run(file(whole, "whole-" + seed, rows));
            assertThat(report.rowsRead()).isEqualTo(rows.size());
            refused = whole.count("select count(*) from quarantine");
            assertThat(report.rowsQuarantined()).isEqualTo(refused);
            assertThat(report.factsNew() + report.factsCorrected() + report.factsRepeated())
                    .isEqualTo(report.rowsAccepted());
            expected = whole.column(STATE);
            flags = whole.column(OPEN_FLAGS);
            long facts = whole.count("select count(*) from revenue_event");

            List<String> again = new ArrayList<>(rows);
            Collections.shuffle(again, random);
            ImportReport repeated = whole.run(file(whole, "again-" + seed, again));
            assertThat(repeated.factsNew() + repeated.factsCorrected()).isZero();
            assertThat(whole.count("select count(*) from revenue_event")).isEqualTo(facts);
        }
        Collections.shuffle(rows, random);
        try (Importer split = new Importer(folder)) {
            int parts = 1 + random.nextInt(4);
            List<Path> files = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                List<String> some = new ArrayList<>();
                // Each file begins with a row that is right, for a file with none is refused as a whole.
                some.add(FIRST);
                for (int i = part; i < rows.size(); i += parts) {
                    some.add(rows.get(i));
                }
                files.add(file(split, "part-" + seed + "-" + part, some));
            }
            ImportReport report = split.run(files.toArray(Path[]::new));
            assertThat(report.rowsQuarantined()).isEqualTo(refused);
            assertThat(split.column(STATE)).isEqualTo(expected);
            assertThat(split.column(OPEN_FLAGS)).isEqualTo(flags);
        }
    }

    private static Path file(Importer importer, String name, List<String> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        lines.addAll(rows);
        return importer.file(name + ".csv", lines.toArray(String[]::new));
    }

    private static List<String> rows(Random random) {
        List<String> rows = new ArrayList<>();
        rows.add(FIRST);
        for (int ledger = 0; ledger < LEDGERS; ledger++) {
            int count = 5 + random.nextInt(20);
            for (int i = 0; i < count; i++) {
                String row = row(random, "s" + ledger, random.nextInt(12), i);
                rows.add(row);
                if (random.nextInt(5) == 0) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** A version of an event, recorded at a time of its own; one in five is broken in one of several ways. */
    private static String row(Random random, String source, int event, int version) {
        boolean refund = event % 4 == 3;
        int broken = random.nextInt(30);
        String customer = refund && random.nextBoolean() ? "" : "c" + event % 6;
        String day = broken == 1 ? "2025-02-30 10:00:00" : "2025-01-%02d 10:00:00".formatted(1 + event);
        String amount =
                broken == 2 ? "lots" : (refund ? "-" : "") + random.nextInt(100) + "." + (10 + random.nextInt(90));
        String currency = broken == 3 ? "EURO" : random.nextInt(4) == 0 ? "USD" : "EUR";
        String known = "2025-%02d-%02d 0%d:%02d:00".formatted(2 + version % 3, 1 + version % 28, version % 10, version);
        String row = String.join(
                ",",
                source,
                broken == 4 ? "" : "e" + event,
                customer,
                day,
                broken == 5 ? "gift" : refund ? "refund" : "order",
                amount,
                currency,
                refund ? "e" + random.nextInt(15) : "",
                known);
        return broken == 6 ? row + ",too,many" : row;
    }
}
