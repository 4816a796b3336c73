// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.SpendHistories;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was planted in the shop is found in its orders. Three standard errors are what a right generator exceeds once in 370 seeds. */
class ShopRecoveryTest {
    private static final double ERRORS = 3;

    private static final String FACTORS = """
            (values ('organic_search', 1.10, 1.00), ('paid_search', 0.95, 1.05), ('paid_social', 0.80, 0.90), ('influencers', 0.90, 1.10), ('deal_sites', 0.35, 0.70),
                ('referral', 1.30, 1.10)) h(channel, rate, basket)
            """;

    private static final String CATEGORIES =
            "(values ('seeds', 1.15), ('plants', 1.05), ('tools', 0.85), ('pots', 0.95), ('gifts', 0.60)) g(first_category, category_rate)";

    /** Orders of the shop in EUR as they were drawn, before exchange and at old prices, with the factors of their customer. */
    private static final String ORDERS = """
            (
                select
                    c.customer_id, c.acquired_on, c.channel, e.occurred_at::date as day, date_diff('quarter', date '2023-01-01', c.acquired_on) as cohort,
                    h.rate * g.category_rate * power(0.97, date_diff('quarter', date '2023-01-01', c.acquired_on)) as factor,
                    (e.amount * x.rate)::double / h.basket / case when e.occurred_at >= timestamp '2024-08-01' then 1.08 else 1 end as level
                from revenue_event e
                join customer c using (customer_id)
                join exchange_rate x on x.currency = e.currency and x.day = e.occurred_at::date
                join %s using (channel)
                join %s using (first_category)
                where e.kind = 'order'
            )
            """.formatted(FACTORS.replace("rate, basket", "rate, basket"), CATEGORIES);

    @Test
    void theValuesOfOrdersAreGammaGamma() {
        List<List<Object>> rows = Demo.rows(
                "select count(*), avg(level) from %s group by customer_id order by customer_id".formatted(ORDERS));
        int[] purchases = rows.stream().mapToInt(row -> (int) number(row, 0)).toArray();
        double[] mean = rows.stream().mapToDouble(row -> number(row, 1)).toArray();

        Fit<GammaGamma> fit = GammaGammaFitter.fit(SpendHistories.of(purchases, mean), FitOptions.defaults());

        double[] truth = {Demo.truth("spend_p"), Demo.truth("spend_q"), Demo.truth("spend_v")};
        for (int i = 0; i < truth.length; i++) {
            assertThat(fit.model().parameters()[i])
                    .as(fit.model().parameterNames().get(i))
                    .isCloseTo(truth[i], within(ERRORS * fit.standardErrors()[i]));
        }
    }

    /**
     * Customers of the first seven months, whose first year was over before prices rose: repeat orders of that year and customers without one, against the Pareto/NBD of their
     * channel, first category and cohort.
     */
    @Test
    void repeatOrdersOfTheFirstYearAreThoseOfAParetoNbd() {
        List<List<Object>> rows = Demo.rows(
                "select factor, count(*) filter (day > acquired_on and day <= acquired_on + 365) from %s where acquired_on < date '2023-08-01' group by customer_id, factor order by customer_id"
                        .formatted(ORDERS));
        double orders = 0;
        double expected = 0;
        double variance = 0;
        double without = 0;
        double expectedWithout = 0;
        double varianceWithout = 0;
        for (List<Object> row : rows) {
            double[] distribution = model(number(row, 0)).transactionDistribution(365, 400);
            double mean = 0;
            double square = 0;
            for (int k = 0; k < distribution.length; k++) {
                mean += k * distribution[k];
                square += (double) k * k * distribution[k];
            }
            orders += number(row, 1);
            expected += mean;
            variance += square - mean * mean;
            without += number(row, 1) == 0 ? 1 : 0;
            expectedWithout += distribution[0];
            varianceWithout += distribution[0] * (1 - distribution[0]);
        }

        // Three errors, and 4 %: the season is 1 on average over the year, but more customers are still there in its
        // first half, which for most of these is the spring.
        assertThat(orders / expected).isCloseTo(1, within(ERRORS * Math.sqrt(variance) / expected + 0.04));
        assertThat(without / expectedWithout)
                .isCloseTo(1, within(ERRORS * Math.sqrt(varianceWithout) / expectedWithout + 0.04));
    }

    private static ParetoNbd model(double factor) {
        return ParetoNbd.of(
                TimeUnit.DAY,
                Demo.truth("purchase_r"),
                Demo.truth("purchase_alpha") / factor,
                Demo.truth("purchase_s"),
                Demo.truth("purchase_beta"));
    }

    /** Repeat orders of the first 90 days by quarter of acquisition; quarters are compared with the same quarter of other years, which have the same season. */
    @Test
    void newerCohortsBuyLess() {
        String counts =
                "select channel, customer_id, cohort, acquired_on, count(*) filter (day > acquired_on and day <= acquired_on + 90) as repeats from %s where acquired_on <= date '2024-04-30' group by all"
                        .formatted(ORDERS);
        RateRatio found = RateRatio.of(
                "select row(channel, quarter(acquired_on))::varchar as stratum, cohort, count(*), sum(repeats) from (%s) group by all order by all"
                        .formatted(counts));
        double dispersion = Demo.number("select var_samp(repeats) / avg(repeats) from (%s)".formatted(counts));

        // Three errors, larger than Poisson's because customers differ; the dispersion over all channels is more than
        // that within them.
        assertThat(Math.log(found.ratio()))
                .isCloseTo(
                        Math.log(Demo.truth("cohort_rate_ratio")),
                        within(ERRORS * found.logError() * Math.sqrt(dispersion)));
    }

    /** Customers acquired from January to July, in the August to December that follow: those of 2024 met new prices, those of 2023 did not. */
    @Test
    void higherPricesTakeDemand() {
        List<List<Object>> rows = Demo.rows("""
                select year(acquired_on), count(*), sum(later), var_samp(later)
                from (
                    select customer_id, acquired_on, count(*) filter (month(day) >= 8 and year(day) = year(acquired_on)) as later
                    from %s
                    where year(acquired_on) in (2023, 2024) and month(acquired_on) <= 7
                    group by all
                )
                group by all
                order by all
                """.formatted(ORDERS));
        double before = number(rows.get(0), 2) / number(rows.get(0), 1);
        double after = number(rows.get(1), 2) / number(rows.get(1), 1);
        double error = Math.sqrt(number(rows.get(0), 3) / number(rows.get(0), 1) / (before * before)
                + number(rows.get(1), 3) / number(rows.get(1), 1) / (after * after));
        double cohorts = Math.pow(Demo.truth("cohort_rate_ratio"), 4);

        // Three errors; the two groups differ by four cohorts and the price.
        assertThat(Math.log(after / before))
                .isCloseTo(Math.log(cohorts * Demo.truth("price_demand_ratio")), within(ERRORS * error));
    }

    @Test
    void refundsComeAtTheirRateAndSomeLate() {
        List<Object> row = Demo.rows("""
                        select count(*), count(r.event_id), count(*) filter (r.occurred_at::date - o.occurred_at::date > 45), count(*) filter (r.amount = -o.amount)
                        from revenue_event o
                        left join revenue_event r on r.reverses = o.event_id
                        where o.kind = 'order' and o.occurred_at < timestamp '2025-06-01'
                        """).get(0);
        share("refund_share", number(row, 1), number(row, 0));
        share("late_refund_share", number(row, 2), number(row, 1));
        share("refund_full_share", number(row, 3), number(row, 1));
    }

    private static void share(String parameter, double hits, double all) {
        double truth = Demo.truth(parameter);
        assertThat(hits / all).as(parameter).isCloseTo(truth, within(ERRORS * Math.sqrt(truth * (1 - truth) / all)));
    }

    /** Gross profit less cost of contacts and acquisition, of all there is by the last day. */
    @Test
    void oneChannelLosesMoneyAndReferralIsTheBest() {
        List<List<Object>> rows = Demo.rows("""
                with earned as (
                    select c.channel, sum((e.amount - e.cost) * x.rate)::double as profit
                    from revenue_event e
                    join customer c using (customer_id)
                    join exchange_rate x on x.currency = e.currency and x.day = e.occurred_at::date
                    where c.first_category is not null
                    group by all
                ),
                served as (
                    select c.channel, sum(cost)::double as cost
                    from contact k
                    left join identity i on i.reference = k.customer_id
                    join customer c on c.customer_id = coalesce(i.customer_id, k.customer_id)
                    where c.first_category is not null
                    group by all
                ),
                won as (
                    select s.channel, sum(s.amount * x.rate)::double as spent
                    from spend s
                    join exchange_rate x on x.currency = s.currency and x.day = s.period
                    where s.segment = 'shop' and s.kind in ('ads', 'marketing', 'onboarding')
                    group by all
                )
                select channel, (profit - cost - spent) / customers as net
                from earned
                join served using (channel)
                join won using (channel)
                join (select channel, count(*) as customers from customer where first_category is not null group by all) using (channel)
                order by net desc
                """);

        assertThat(rows.get(0).get(0)).isEqualTo("referral");
        assertThat(rows.get(rows.size() - 1).get(0)).isEqualTo("deal_sites");
        assertThat(number(rows.get(rows.size() - 1), 1)).isNegative();
        assertThat(number(rows.get(rows.size() - 2), 1)).isPositive();
    }

    private static double number(List<Object> row, int column) {
        return Double.parseDouble(row.get(column).toString());
    }
}
