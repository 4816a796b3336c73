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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must hold to the minor unit in any ledger, held in 10,000 invented ones. They lie in one store, as customers with an attribute {@code ledger}, so that a
 * query by that attribute judges them all; some dozens are judged each in a store of its own.
 */
@Tag("thorough")
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

    /** Asserts that a query over the answers of metrics, written {@code {name}}, finds nothing; the question sets their groups and periods. */
    private static void nothing(Ledger ledger, MetricRequest question, String... queries) {
        new MetricRun(ledger, question);
        for (String sql : queries) {
            nothing(ledger, sql);
        }
    }

    private static void nothing(Ledger ledger, String sql) {
        String query = Pattern.compile("\\{([a-z-]+)}")
                .matcher(sql)
                .replaceAll(m -> Matcher.quoteReplacement("(" + MetricRun.query(Metrics.named(m.group(1))) + ")"));
        assertThat(Answer.of(ledger.connection(), query + " limit 3")).as(sql).isEmpty();
    }

    /** All identities, by ledger, of a world. */
    private static void hold(Ledger ledger, LocalDate day, Knowledge knowledge, String... by) {
        MetricRequest question =
                request(ledger, "mrr-movements", day, knowledge).withBy(by);
        movementsAddUp(ledger, question.withPeriod(PeriodKind.MONTH));
        for (PeriodKind kind : List.of(PeriodKind.QUARTER, PeriodKind.YEAR)) {
            movementsAddUp(ledger, question.withPeriod(kind));
            cohortsAddUp(ledger, question.withPeriod(kind));
        }
        for (PeriodKind kind : List.of(PeriodKind.MONTH, PeriodKind.TRAILING6, PeriodKind.YEAR)) {
            retentionIsBounded(ledger, question.withPeriod(kind));
        }
        valueIsRevenueLessCosts(ledger, question.withPeriod(PeriodKind.ALL));
        partsAddUp(ledger, question);
    }

    private static void movementsAddUp(Ledger ledger, MetricRequest question) {
        nothing(
                ledger,
                question,
                """
                with answer as (
                    select *, lag(closing, 1, 0) over (partition by segment order by period_start) as before from {mrr-movements}
                )
                select * from answer
                where opening + "new" + reactivation + expansion - contraction - churn + exchange <> closing
                    or churn <> churn_voluntary + churn_involuntary + churn_unknown
                    or opening <> before
                    or least("new", reactivation, expansion, contraction, churn, closing) < 0
                """,
                "select * from {mrr-movements} a join {mrr} b using (segment, period) where a.closing <> b.mrr");
        nothing(
                ledger,
                question,
                "select * from {mrr-movements} a join {mrr} b using (segment, period) where a.closing <> b.mrr");
    }

    /** Between 0 and 1; all are lost exactly where nothing is left; a figure is there for all three or for none. */
    private static void retentionIsBounded(Ledger ledger, MetricRequest question) {
        nothing(ledger, question, """
                select * from {nrr} a join {grr} b using (segment, period) join {customer-churn} c using (segment, period)
                where not (b.grr between 0 and 1 and b.grr <= a.nrr and c.churn between 0 and 1 and (c.churn = 1) = (a.nrr = 0))
                    or (a.nrr is null) <> (b.grr is null) or (a.nrr is null) <> (c.churn is null)
                """);
    }

    private static void cohortsAddUp(Ledger ledger, MetricRequest question) {
        nothing(ledger, question, """
                with cohort_sum as (select segment, sum(revenue) as revenue from {cohort-revenue} group by segment),
                fact_sum as (
                    select s.segment, sum(r.amount) as revenue from stg_revenue r join segment s on s.customer_id = r.customer_id group by s.segment
                )
                select * from cohort_sum c full join fact_sum f using (segment) where coalesce(c.revenue, 0) <> coalesce(f.revenue, 0)
                """);
        nothing(ledger, question, "select * from {cohort-retention} where not retention between 0 and 1");
        // at the last age a cohort has brought all its members have
        nothing(ledger, question, """
                with brought as (select segment, period, max_by(revenue, age) * any_value(size) as revenue from {cohort-value} group by segment, period),
                member_sum as (
                    select m.segment, m.period, sum(v.revenue) as revenue from member m join mart_customer v on v.customer_id = m.customer_id group by all
                )
                -- a mean times its count is the sum up to the last digits of a double
                select * from brought b join member_sum s using (segment, period) where abs(b.revenue - s.revenue) > 0.00005
                """);
    }

    private static void valueIsRevenueLessCosts(Ledger ledger, MetricRequest question) {
        nothing(ledger, question, """
                with movement as (
                    select customer_id, amount - coalesce(cost, round(amount * (1 - 0.37), 2)) as net from stg_revenue
                    union all select customer_id, -cost from stg_contact where customer_id is not null
                    union all select customer_id, -amount from mart_spend_share
                ),
                fact_sum as (select s.segment, sum(m.net) as net from movement m join segment s on s.customer_id = m.customer_id group by s.segment)
                select * from {historic-clv} a left join fact_sum f using (segment) where a.net_of_cac <> coalesce(f.net, 0)
                """);
        // what is spent falls to customers, or to nobody; nobody pays for customers of another ledger
        nothing(
                ledger,
                question,
                """
                select 1
                where (select coalesce(sum(amount), 0) from stg_spend)
                    <> (select coalesce(sum(amount), 0) from mart_spend_share) + (select coalesce(sum(amount), 0) from mart_spend_unshared)
                """,
                "select * from mart_spend_taker t join stg_attribute a on a.customer_id = t.customer_id and a.name = 'ledger' where 'ledger=' || a.value <> t.segment");
    }

    private static void partsAddUp(Ledger ledger, MetricRequest question) {
        for (String metric : List.of("revenue", "mrr", "recognised-revenue", "historic-clv")) {
            String figure = metric.equals("historic-clv")
                    ? "net_of_cac"
                    : metric.equals("recognised-revenue") ? "recognised" : metric;
            String sums = "select period, sum(%s) from {%s} group by period order by period".formatted(figure, metric);
            Map<String, List<String>> answers = new HashMap<>();
            for (String dimension : List.of("", "ledger", "plan", "cohort_quarter")) {
                new MetricRun(ledger, dimension.isEmpty() ? question.withBy() : question.withBy(dimension));
                answers.put(
                        dimension,
                        Answer.of(
                                ledger.connection(),
                                sums.replace("{" + metric + "}", "(" + MetricRun.query(Metrics.named(metric)) + ")")));
            }
            assertThat(answers.values()).as(metric).allMatch(Objects.requireNonNull(answers.get(""))::equals);
        }
        // every cent of an event is earned in some month
        nothing(ledger, question, """
                select e.source, e.event_id from stg_revenue e left join stg_recognised r on r.source = e.source and r.event_id = e.event_id
                group by e.source, e.event_id, e.amount having coalesce(sum(r.amount), -1) <> e.amount
                """);
    }

    @ParameterizedTest
    @EnumSource(Knowledge.class)
    void identitiesHoldInTenThousandLedgers(Knowledge knowledge) {
        try (Ledger ledger = Ledger.inMemory()) {
            company(ledger, 0, LEDGERS, null);
            hold(ledger, DAY, knowledge, "ledger");
            hold(ledger, LocalDate.of(2024, 2, 29), knowledge, "ledger");
        }
    }

    /** The trick of packing ledgers together hides nothing: the same holds in ledgers that are alone in their store. */
    @ParameterizedTest(name = "from seed {0}")
    @ValueSource(longs = {100_000, 200_000, 300_000, 400_000})
    void identitiesHoldInLedgersAlone(long seed) {
        for (long i = seed; i < seed + 10; i++) {
            try (Ledger ledger = Ledger.inMemory()) {
                company(ledger, i, i + 1, null);
                MetricRequest question = request(ledger, "mrr-movements", DAY, Knowledge.AS_KNOWN_THEN);
                movementsAddUp(ledger, question);
                valueIsRevenueLessCosts(ledger, question.withPeriod(PeriodKind.ALL));
            }
        }
    }

    /** Another name for the base currency changes its name and no figure. */
    @Test
    void namesOfCurrenciesDoNotMatter() {
        try (Ledger euro = Ledger.inMemory();
                Ledger krona = Ledger.inMemory()) {
            company(euro, 0, 300, null);
            company(krona, 0, 300, null);
            for (String table : List.of("revenue_event", "subscription_state", "contract", "spend", "contact")) {
                SqlText.run(
                        krona.connection(),
                        table,
                        "update %s set currency = 'SEK' where currency = 'EUR'".formatted(table));
            }
            SqlText.run(krona.connection(), "setting", "update setting set value = 'SEK' where name = 'base_currency'");
            assertSameFigures(euro, krona, Knowledge.RESTATED);
        }
    }

    @Test
    void theOrderOfImportDoesNotMatter() {
        try (Ledger sorted = Ledger.inMemory();
                Ledger shuffled = Ledger.inMemory()) {
            company(sorted, 0, 300, null);
            company(shuffled, 0, 300, new Random(5));
            assertSameFigures(sorted, shuffled, Knowledge.AS_KNOWN_THEN);
        }
    }

    private static void assertSameFigures(Ledger one, Ledger other, Knowledge knowledge) {
        for (Metric metric : Metrics.all()) {
            List<MetricResult.Row> expected = MetricRun.run(
                            one, request(one, metric.name(), DAY, knowledge).withBy("plan"))
                    .rows();
            List<MetricResult.Row> actual = MetricRun.run(
                            other, request(other, metric.name(), DAY, knowledge).withBy("plan"))
                    .rows();
            assertThat(actual).as(metric.name()).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                MetricResult.Row row = actual.get(i);
                assertThat(row.group()).isEqualTo(expected.get(i).group());
                assertThat(row.note()).isEqualTo(expected.get(i).note());
                expected.get(i)
                        .values()
                        .forEach((name, value) ->
                                assertSameFigure(row.values().get(name), value, metric.name() + " " + name));
            }
        }
    }

    /** Means of doubles differ by the order of addition in their last digits, of money in the fourth decimal; sums of money do not at all. */
    private static void assertSameFigure(@Nullable Object actual, @Nullable Object expected, String name) {
        if (actual instanceof Double a && expected instanceof Double e) {
            assertThat(a).as(name).isCloseTo(e, Offset.offset(1e-9 * Math.max(1, Math.abs(e))));
        } else if (actual instanceof BigDecimal a && expected instanceof BigDecimal e) {
            assertThat(a).as(name).isCloseTo(e, Offset.offset(new BigDecimal("0.0001")));
        } else {
            assertThat(actual).as(name).isEqualTo(expected);
        }
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
                    .isNotEqualTo(Objects.requireNonNull(before.get(Knowledge.AS_KNOWN_THEN)).stream()
                            .filter(row -> row.startsWith("2024-02"))
                            .toList());
            assertThat(difference(before.get(Knowledge.AS_KNOWN_THEN), known)).isEqualByComparingTo("500");
            assertThat(difference(Objects.requireNonNull(before.get(Knowledge.RESTATED)), restated))
                    .isEqualByComparingTo("300");
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
            sum = sum.add(new BigDecimal(after.get(i).split(" ", -1)[1]))
                    .subtract(new BigDecimal(before.get(i).split(" ", -1)[1]));
        }
        return sum;
    }
}
