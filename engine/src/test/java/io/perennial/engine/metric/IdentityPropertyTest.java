// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.stage.Answer;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.RandomLedger;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold to the minor unit in any ledger, held in 10,000 invented ones. They lie in one store, as customers with an attribute {@code ledger}, so that a
 * query by that attribute judges them all; some hundreds are judged each in a store of its own.
 */
class IdentityPropertyTest {
    private static final int LEDGERS = 10_000;
    private static final LocalDate DAY = RandomLedger.END;
    private static final BigDecimal NOTHING = new BigDecimal("0.0000");

    private static void company(Ledger ledger, long from, long to, @Nullable Random order) {
        SqlText.run(
                ledger.connection(),
                "setting",
                "insert into setting values ('base_currency', 'EUR'), ('gross_margin', '0.37'), ('contact_hour_cost', '31'), ('cost_per_contact', '3.33'), "
                        + "('cac_lag_months', '1')");
        Facts facts = new Facts();
        RandomLedger.rates(facts);
        LongStream.range(from, to).forEach(i -> RandomLedger.add(i, "L" + i, facts));
        facts.into(ledger.connection(), order);
    }

    private static MetricRequest request(Ledger ledger, String metric, LocalDate day, Knowledge knowledge) {
        return MetricRequest.of(Metrics.named(metric), World.of(ledger.connection(), day, knowledge))
                .between(LocalDate.of(2022, 12, 1), day);
    }

    private static BigDecimal money(MetricResult.Row row, String figure) {
        Object value = row.values().get(figure);
        return value == null ? NOTHING : (BigDecimal) value;
    }

    private static Map<String, BigDecimal> sum(MetricResult result, String dimension, String figure) {
        Map<String, BigDecimal> sums = new HashMap<>();
        result.rows()
                .forEach(row ->
                        sums.merge(String.valueOf(row.group().get(dimension)), money(row, figure), BigDecimal::add));
        return sums;
    }

    private static Map<String, BigDecimal> query(Connection connection, String sql) {
        Map<String, BigDecimal> sums = new HashMap<>();
        Answer.of(connection, sql).forEach(line -> {
            int bar = line.lastIndexOf('|');
            String group = line.substring(0, bar);
            sums.put(group.equals("-") ? "null" : group, new BigDecimal(line.substring(bar + 1)));
        });
        return sums;
    }

    /** All identities, by ledger, of the world that the connection sees. */
    private static void hold(Ledger ledger, LocalDate day, Knowledge knowledge) {
        movementsAddUp(ledger, day, knowledge);
        retentionIsBounded(ledger, day, knowledge);
        cohortsAddUp(ledger, day, knowledge);
        valueIsRevenueLessCosts(ledger, day, knowledge);
        partsAddUp(ledger, day, knowledge);
    }

    private static void movementsAddUp(Ledger ledger, LocalDate day, Knowledge knowledge) {
        for (PeriodKind kind : List.of(PeriodKind.MONTH, PeriodKind.QUARTER)) {
            MetricResult result = MetricRun.run(
                    ledger,
                    request(ledger, "mrr-movements", day, knowledge)
                            .withBy("ledger")
                            .withPeriod(kind));
            Map<String, BigDecimal> before = new HashMap<>();
            for (MetricResult.Row row : result.rows()) {
                BigDecimal closing = money(row, "opening")
                        .add(money(row, "new"))
                        .add(money(row, "reactivation"))
                        .add(money(row, "expansion"))
                        .subtract(money(row, "contraction"))
                        .subtract(money(row, "churn"))
                        .add(money(row, "exchange"));
                assertThat(closing).as("%s", row).isEqualByComparingTo(money(row, "closing"));
                assertThat(money(row, "churn_voluntary")
                                .add(money(row, "churn_involuntary"))
                                .add(money(row, "churn_unknown")))
                        .as("%s", row)
                        .isEqualByComparingTo(money(row, "churn"));
                String group = String.valueOf(row.group().get("ledger"));
                assertThat(money(row, "opening"))
                        .as("%s", row)
                        .isEqualByComparingTo(before.getOrDefault(group, NOTHING));
                before.put(group, money(row, "closing"));
                for (String movement : List.of("new", "reactivation", "expansion", "contraction", "churn", "closing")) {
                    assertThat(money(row, movement)).as("%s", row).isNotNegative();
                }
            }
        }
    }

    private static void retentionIsBounded(Ledger ledger, LocalDate day, Knowledge knowledge) {
        for (PeriodKind kind : List.of(PeriodKind.MONTH, PeriodKind.TRAILING6, PeriodKind.YEAR)) {
            List<MetricResult.Row> net = MetricRun.run(
                            ledger,
                            request(ledger, "nrr", day, knowledge)
                                    .withBy("ledger")
                                    .withPeriod(kind))
                    .rows();
            List<MetricResult.Row> gross = MetricRun.run(
                            ledger,
                            request(ledger, "grr", day, knowledge)
                                    .withBy("ledger")
                                    .withPeriod(kind))
                    .rows();
            List<MetricResult.Row> churn = MetricRun.run(
                            ledger,
                            request(ledger, "customer-churn", day, knowledge)
                                    .withBy("ledger")
                                    .withPeriod(kind))
                    .rows();
            assertThat(net).hasSameSizeAs(gross);
            for (int i = 0; i < net.size(); i++) {
                Object nrr = net.get(i).values().get("nrr");
                Object grr = gross.get(i).values().get("grr");
                Object lost = churn.get(i).values().get("churn");
                assertThat(nrr == null).isEqualTo(grr == null).isEqualTo(lost == null);
                if (nrr != null && grr != null && lost != null) {
                    assertThat((double) grr).isBetween(0.0, 1.0).isLessThanOrEqualTo((double) nrr);
                    assertThat((double) lost).isBetween(0.0, 1.0);
                    // who keeps every customer's revenue has lost no customer, and who lost all of it has kept none
                    assertThat((double) lost == 1.0).isEqualTo((double) nrr == 0.0);
                }
            }
        }
    }

    private static void cohortsAddUp(Ledger ledger, LocalDate day, Knowledge knowledge) {
        for (PeriodKind kind : List.of(PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)) {
            MetricResult cohorts = MetricRun.run(
                    ledger,
                    request(ledger, "cohort-revenue", day, knowledge)
                            .withBy("ledger")
                            .withPeriod(kind));
            Map<String, BigDecimal> facts = query(
                    ledger.connection(),
                    "select a.value, sum(r.amount) from stg_revenue r left join stg_attribute a on a.customer_id = r.customer_id and a.name = 'ledger' group by 1");
            Map<String, BigDecimal> sums = sum(cohorts, "ledger", "revenue");
            facts.forEach((group, amount) ->
                    assertThat(sums.getOrDefault(group, NOTHING)).as(group).isEqualByComparingTo(amount));
            MetricResult retention = MetricRun.run(
                    ledger,
                    request(ledger, "cohort-retention", day, knowledge)
                            .withBy("ledger")
                            .withPeriod(kind));
            retention
                    .rows()
                    .forEach(row -> assertThat((double) java.util.Objects.requireNonNull(
                                    row.values().get("retention")))
                            .isBetween(0.0, 1.0));
        }
    }

    private static void valueIsRevenueLessCosts(Ledger ledger, LocalDate day, Knowledge knowledge) {
        MetricResult result = MetricRun.run(
                ledger, request(ledger, "historic-clv", day, knowledge).withBy("ledger"));
        Connection connection = ledger.connection();
        String by = " left join stg_attribute a on a.customer_id = f.customer_id and a.name = 'ledger' group by 1";
        Map<String, BigDecimal> revenue = query(connection, "select a.value, sum(f.amount) from stg_revenue f" + by);
        Map<String, BigDecimal> goods = query(
                connection,
                "select a.value, sum(coalesce(f.cost, round(f.amount * (1 - 0.37), 2)))::decimal(38, 4) from stg_revenue f"
                        + by);
        Map<String, BigDecimal> contacts = query(
                connection,
                "select a.value, coalesce(sum(f.cost), 0)::decimal(38, 4) from (select * from stg_contact where customer_id is not null) f"
                        + by);
        Map<String, BigDecimal> shared =
                query(connection, "select a.value, sum(f.amount) from mart_spend_share f" + by);
        for (MetricResult.Row row : result.rows()) {
            String group = String.valueOf(row.group().get("ledger"));
            BigDecimal expected = revenue.getOrDefault(group, NOTHING)
                    .subtract(goods.getOrDefault(group, NOTHING))
                    .subtract(contacts.getOrDefault(group, NOTHING))
                    .subtract(shared.getOrDefault(group, NOTHING));
            assertThat(money(row, "revenue")).as(group).isEqualByComparingTo(revenue.getOrDefault(group, NOTHING));
            assertThat(money(row, "net_of_cac")).as(group).isEqualByComparingTo(expected);
        }
        // what is spent on a ledger's customers falls to them or to nobody
        assertThat(
                        query(
                                connection,
                                "select 'all', (select coalesce(sum(amount), 0) from mart_spend_share) + (select coalesce(sum(amount), 0) from mart_spend_unshared)"))
                .isEqualTo(query(connection, "select 'all', coalesce(sum(amount), 0) from stg_spend"));
        assertThat(Answer.of(
                        connection,
                        "select s.segment, s.spend_id from stg_spend s join mart_spend_taker t on t.segment = s.segment join stg_attribute a on a.customer_id = t.customer_id "
                                + "and a.name = 'ledger' where 'ledger=' || a.value <> s.segment"))
                .isEmpty();
    }

    private static void partsAddUp(Ledger ledger, LocalDate day, Knowledge knowledge) {
        for (String metric : List.of("revenue", "mrr", "historic-clv", "recognised-revenue")) {
            MetricRequest request = request(ledger, metric, day, knowledge);
            String figure = metric.equals("historic-clv")
                    ? "net_of_cac"
                    : metric.equals("recognised-revenue") ? "recognised" : metric;
            Map<String, BigDecimal> whole = new HashMap<>();
            MetricRun.run(ledger, request)
                    .rows()
                    .forEach(row -> whole.merge(row.period(), money(row, figure), BigDecimal::add));
            for (String dimension : List.of("ledger", "plan", "cohort_quarter")) {
                Map<String, BigDecimal> parts = new HashMap<>();
                MetricRun.run(ledger, request.withBy(dimension))
                        .rows()
                        .forEach(row -> parts.merge(row.period(), money(row, figure), BigDecimal::add));
                whole.forEach((period, amount) -> assertThat(parts.get(period))
                        .as("%s by %s in %s", metric, dimension, period)
                        .isEqualByComparingTo(amount));
            }
        }
        // every cent of an event is earned in some month
        assertThat(Answer.of(
                        ledger.connection(),
                        "select e.source, e.event_id from stg_revenue e join stg_recognised r on r.source = e.source and r.event_id = e.event_id "
                                + "group by e.source, e.event_id, e.amount having sum(r.amount) <> e.amount"))
                .isEmpty();
        assertThat(Answer.of(
                        ledger.connection(),
                        "select count(*) from stg_revenue anti join stg_recognised using (source, event_id)"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @EnumSource(Knowledge.class)
    void identitiesHoldInTenThousandLedgers(Knowledge knowledge) {
        try (Ledger ledger = Ledger.inMemory()) {
            company(ledger, 0, LEDGERS, null);
            hold(ledger, DAY, knowledge);
            LocalDate leapDay = LocalDate.of(2024, 2, 29);
            movementsAddUp(ledger, leapDay, knowledge);
            valueIsRevenueLessCosts(ledger, leapDay, knowledge);
        }
    }

    static LongStream alone() {
        return LongStream.range(0, 10).map(i -> 100_000 + i * 30);
    }

    /** The trick of packing ledgers together hides nothing: the same holds in ledgers that are alone in their store. */
    @ParameterizedTest(name = "from seed {0}")
    @MethodSource("alone")
    void identitiesHoldInLedgersAlone(long seed) {
        try (Ledger ledger = Ledger.inMemory()) {
            for (long i = seed; i < seed + 30; i++) {
                for (String table : Answer.of(
                        ledger.connection(),
                        "select table_name from duckdb_tables() where schema_name = 'main' and column_count > 2 and database_name = 'memory'")) {
                    SqlText.run(ledger.connection(), table, "delete from memory.main." + table);
                }
                SqlText.run(ledger.connection(), "setting", "delete from memory.main.setting");
                SqlText.run(ledger.connection(), "path", "use memory");
                company(ledger, i, i + 1, null);
                movementsAddUp(ledger, DAY, Knowledge.AS_KNOWN_THEN);
                valueIsRevenueLessCosts(ledger, DAY, Knowledge.AS_KNOWN_THEN);
            }
        }
    }

    /** Another name for the base currency changes its name and no figure. */
    @Test
    void namesOfCurrenciesDoNotMatter() {
        List<List<String>> answers = new ArrayList<>();
        for (String name : List.of("EUR", "SEK")) {
            try (Ledger ledger = Ledger.inMemory()) {
                company(ledger, 0, 500, null);
                for (String table : List.of("revenue_event", "subscription_state", "contract", "spend", "contact")) {
                    SqlText.run(
                            ledger.connection(),
                            table,
                            "update %s set currency = '%s' where currency = 'EUR'".formatted(table, name));
                }
                SqlText.run(
                        ledger.connection(),
                        "setting",
                        "update setting set value = '%s' where name = 'base_currency'".formatted(name));
                List<String> figures = new ArrayList<>();
                for (Metric metric : Metrics.all()) {
                    MetricRun.run(
                                    ledger,
                                    request(ledger, metric.name(), DAY, Knowledge.RESTATED)
                                            .withBy("plan"))
                            .rows()
                            .forEach(row -> figures.add(metric.name() + row));
                }
                answers.add(figures);
            }
        }
        assertThat(answers.get(0)).isNotEmpty().isEqualTo(answers.get(1));
    }

    @Test
    void theOrderOfImportDoesNotMatter() {
        List<List<String>> answers = new ArrayList<>();
        for (Random order : new Random[] {null, new Random(5)}) {
            try (Ledger ledger = Ledger.inMemory()) {
                company(ledger, 0, 500, order);
                List<String> figures = new ArrayList<>();
                for (Metric metric : Metrics.all()) {
                    MetricRun.run(
                                    ledger,
                                    request(ledger, metric.name(), DAY, Knowledge.AS_KNOWN_THEN)
                                            .withBy("plan"))
                            .rows()
                            .forEach(row -> figures.add(metric.name() + row.group() + row.period() + rounded(row)));
                }
                answers.add(figures);
            }
        }
        assertThat(answers.get(0)).isNotEmpty().isEqualTo(answers.get(1));
    }

    /** Means of doubles depend on the order of addition in their last digits; twelve significant ones do not. */
    private static String rounded(MetricResult.Row row) {
        StringBuilder text = new StringBuilder();
        row.values()
                .values()
                .forEach(v -> text.append(' ')
                        .append(v instanceof Double d ? new BigDecimal(d).round(new java.math.MathContext(12)) : v));
        return text.toString();
    }

    /** A refund that comes later changes the restated past, and nothing of what was known then. */
    @Test
    void aLateRefundRestatesThePastOnly() {
        try (Ledger ledger = Ledger.inMemory()) {
            company(ledger, 0, 300, null);
            LocalDate march = LocalDate.of(2024, 3, 31);
            Map<Knowledge, List<String>> before = new HashMap<>();
            for (Knowledge knowledge : Knowledge.values()) {
                before.put(knowledge, revenue(ledger, march, knowledge));
            }
            SqlText.run(ledger.connection(), "path", "use memory");
            new Facts()
                    .batch(2)
                    .order("late", "L1-c0", "2024-02-10 10:00:00", "500")
                    .knownAt("2024-05-05 00:00:00")
                    .event("late-back", null, "2024-05-05 10:00:00", "refund", "-200", "EUR", null, "late")
                    .knownAt(null)
                    .into(ledger.connection());
            List<String> known = revenue(ledger, march, Knowledge.AS_KNOWN_THEN);
            List<String> restated = revenue(ledger, march, Knowledge.RESTATED);
            assertThat(known.stream().filter(row -> row.startsWith("2024-02")))
                    .isNotEqualTo(before.get(Knowledge.AS_KNOWN_THEN).stream()
                            .filter(row -> row.startsWith("2024-02"))
                            .toList());
            assertThat(difference(before.get(Knowledge.AS_KNOWN_THEN), known)).isEqualByComparingTo("500");
            assertThat(difference(before.get(Knowledge.RESTATED), restated)).isEqualByComparingTo("300");
        }
    }

    private static List<String> revenue(Ledger ledger, LocalDate day, Knowledge knowledge) {
        return MetricRun.run(ledger, request(ledger, "revenue", day, knowledge)).rows().stream()
                .map(row -> row.period() + " " + money(row, "revenue").toPlainString())
                .toList();
    }

    private static BigDecimal difference(List<String> before, List<String> after) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < before.size(); i++) {
            sum = sum.add(new BigDecimal(after.get(i).split(" ")[1]))
                    .subtract(new BigDecimal(before.get(i).split(" ")[1]));
        }
        return sum;
    }
}
