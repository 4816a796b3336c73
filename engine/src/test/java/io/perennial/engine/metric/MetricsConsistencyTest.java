// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.RandomLedger;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds for every metric: it runs for every period and group, says what it is, is documented, and opens to rows. */
class MetricsConsistencyTest {
    private static final Path DOCUMENT = Path.of("../docs/METRICS.md");
    private static final Ledger COMPANY = Ledger.inMemory();
    private static final Ledger EMPTY = Ledger.inMemory();

    @BeforeAll
    static void company() {
        SqlText.run(
                COMPANY.connection(),
                "setting",
                "insert into setting values ('base_currency', 'EUR'), ('gross_margin', '0.4')");
        Facts facts = new Facts();
        RandomLedger.rates(facts);
        for (int i = 0; i < 60; i++) {
            RandomLedger.add(i, "L" + i, facts);
            facts.add(
                    FactTable.SURVEY,
                    "survey_id",
                    "n" + i,
                    "customer_id",
                    "L" + i + "-c0",
                    "answered_at",
                    "2024-02-10 00:00:00",
                    "kind",
                    "nps",
                    "score",
                    "" + i % 11);
            facts.add(
                    FactTable.SURVEY,
                    "survey_id",
                    "c" + i,
                    "customer_id",
                    "L" + i + "-c0",
                    "answered_at",
                    "2024-02-10 00:00:00",
                    "kind",
                    "ces",
                    "score",
                    "" + (1 + i % 7));
            facts.add(
                    FactTable.PAYMENT_ATTEMPT,
                    "attempt_id",
                    "p" + i,
                    "customer_id",
                    "L" + i + "-c0",
                    "attempted_at",
                    "2024-02-10 00:00:00",
                    "amount",
                    "5",
                    "currency",
                    "EUR",
                    "status",
                    i % 3 == 0 ? "failed" : "succeeded",
                    "invoice",
                    "i" + i / 2);
        }
        facts.into(COMPANY.connection());
    }

    @AfterAll
    static void close() {
        COMPANY.close();
        EMPTY.close();
    }

    static List<String> names() {
        return Metrics.all().stream().map(Metric::name).toList();
    }

    private static MetricRequest request(Ledger ledger, String name) {
        return MetricRequest.of(
                Metrics.named(name), World.of(ledger.connection(), LocalDate.of(2024, 5, 15), Knowledge.AS_KNOWN_THEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void runsForEveryPeriodAndGroup(String name) {
        MetricRequest request = request(COMPANY, name);
        for (PeriodKind kind : request.metric().periods()) {
            MetricResult result = MetricRun.run(COMPANY, request.withPeriod(kind));
            if (request.metric().sql().contains("from grid g")) {
                assertThat(result.rows()).as("by %s", kind).isNotEmpty();
            }
        }
        MetricResult grouped = MetricRun.run(COMPANY, request.withBy("channel", "ledger"));
        // of the customers nobody need have gone quiet
        if (!name.equals("inactivity")) {
            assertThat(grouped.rows()).isNotEmpty();
        }
        assertThat(grouped.rows()).allSatisfy(row -> assertThat(row.group()).containsOnlyKeys("channel", "ledger"));
    }

    /** A figure that is undefined has a reason. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void whatIsUndefinedHasAReason(String name) {
        for (MetricResult.Row row :
                MetricRun.run(COMPANY, request(COMPANY, name).withBy("ledger")).rows()) {
            String last = Metrics.named(name).columns().stream()
                    .filter(c -> c.kind() == Metric.Kind.RATE || c.kind() == Metric.Kind.RATIO)
                    .map(Metric.Column::name)
                    .filter(c -> !c.equals("low") && !c.equals("high"))
                    .findFirst()
                    .orElse("");
            if (row.values().containsKey(last) && row.values().get(last) == null && row.n() == 0) {
                assertThat(row.note()).as("%s", row).isNotNull();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void runsOnAnEmptyLedger(String name) {
        for (MetricResult.Row row : MetricRun.run(EMPTY, request(EMPTY, name)).rows()) {
            assertThat(row.n()).isZero();
            assertThat(row.note()).isNotNull();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void opensToRows(String name) {
        FactRows rows = MetricRun.rows(
                COMPANY, request(COMPANY, name).between(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 5, 15)), 7);
        assertThat(rows.rows()).hasSizeLessThanOrEqualTo(7);
        assertThat(rows.found()).isGreaterThanOrEqualTo(rows.rows().size());
    }

    /** The definitions in the document are those of the queries, and there are no others. */
    @Test
    void documentAndMetricsAgree() throws Exception {
        String document = Files.readString(DOCUMENT);
        Set<String> documented = new TreeSet<>();
        Matcher heading =
                Pattern.compile("(?m)^#### `clv metrics ([a-z0-9-]+)`").matcher(document);
        while (heading.find()) {
            documented.add(heading.group(1));
        }
        assertThat(documented).isEqualTo(new TreeSet<>(names()));
        for (Metric metric : Metrics.all()) {
            assertThat(document.replaceAll("\\s+", " ")).as(metric.name()).contains(metric.definition());
        }
    }

    @Test
    void everyQueryIsListed() throws Exception {
        Set<String> files = new TreeSet<>();
        try (var folder = Files.list(Path.of("src/main/resources/io/perennial/engine/metric"))) {
            folder.filter(f -> {
                        try {
                            return Files.readString(f).contains("\n-- columns: ");
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .forEach(f -> files.add(
                            f.getFileName().toString().replace(".sql", "").replace('_', '-')));
        }
        assertThat(files).isEqualTo(new TreeSet<>(names()));
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Metrics.named("churn")).hasMessage("There is no metric churn");
        assertThatThrownBy(() -> MetricRun.run(COMPANY, request(COMPANY, "mrr").withBy("colour")))
                .hasMessage("--by and --only must name a dimension or an attribute, was colour");
        assertThatThrownBy(() -> request(COMPANY, "cohort-retention").withPeriod(PeriodKind.ALL))
                .hasMessage("--period of cohort-retention must be one of month, quarter, year, was all");
        assertThatThrownBy(() -> request(COMPANY, "mrr").between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 6, 1)))
                .hasMessage("--until must not be after the as-of day 2024-05-15, was 2024-06-01");
    }
}
