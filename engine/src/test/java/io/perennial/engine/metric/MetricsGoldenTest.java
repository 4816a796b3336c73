// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.stage.SqlText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Value, recurring revenue and acquisition: figures worked out by hand, and those of the documents' examples. */
class MetricsGoldenTest extends MetricsByHand {
    /** F-03 of the documents: six months at 99, six at 199, six at 297, margin 80 %: 3,570 of revenue, 2,856 of gross profit. */
    @Test
    void historicValueOfTheDocumentsCustomer() {
        set("gross_margin", "0.8");
        YearMonth month = YearMonth.of(2024, 1);
        for (int i = 0; i < 18; i++) {
            facts.order("i" + i, "a", month.plusMonths(i) + "-15 00:00:00", i < 6 ? "99" : i < 12 ? "199" : "297");
        }
        MetricResult.Row row = one(request("historic-clv", "2025-06-30"));
        assertThat(figure(row, "revenue")).isEqualTo(3570);
        assertThat(figure(row, "gross_profit")).isEqualTo(2856);
        assertThat(figure(row, "customers")).isEqualTo(1);
    }

    @Test
    void withoutCostsValueBelowRevenueIsUnknownWithAReason() {
        facts.order("1", "a", "2024-01-01 00:00:00", "10");
        MetricResult.Row row = one(request("historic-clv", "2024-01-31"));
        assertThat(row.values().get("revenue")).isEqualTo(new BigDecimal("10.0000"));
        assertThat(row.values().get("gross_profit")).isNull();
        assertThat(row.note()).isEqualTo("1 events have no cost and no margin is set");
    }

    /** F-17 in small: 500 of gross profit less 30 of contacts, 70 of account management and 100 of acquisition. */
    @Test
    void everyCostHasItsBasis() {
        set("gross_margin", "0.5");
        set("contact_hour_cost", "60");
        facts.customer("a", "2024-01-10", "ads").order("1", "a", "2024-01-10 00:00:00", "1000");
        facts.add(
                FactTable.CONTACT,
                "contact_id",
                "1",
                "customer_id",
                "a",
                "opened_at",
                "2024-01-12 00:00:00",
                "talk_seconds",
                "900",
                "hold_seconds",
                "300",
                "wrap_seconds",
                "600");
        facts.add(
                FactTable.SPEND,
                "spend_id",
                "1",
                "period",
                "2024-01-01",
                "period_end",
                "2024-01-31",
                "kind",
                "account_management",
                "amount",
                "70",
                "currency",
                "EUR",
                "customer_id",
                "a");
        facts.add(
                FactTable.SPEND,
                "spend_id",
                "2",
                "period",
                "2024-01-01",
                "period_end",
                "2024-01-31",
                "kind",
                "ads",
                "amount",
                "100",
                "currency",
                "EUR",
                "channel",
                "ads");
        MetricResult.Row row = one(request("historic-clv", "2024-01-31"));
        assertThat(row.values())
                .containsEntry("gross_profit", new BigDecimal("500.0000"))
                .containsEntry("contribution", new BigDecimal("400.0000"))
                .containsEntry("net_of_cac", new BigDecimal("300.0000"));
        assertThat(figure(one(request("cost-per-contact", "2024-01-31")), "cost_per_contact"))
                .isEqualTo(30);
        assertThat(figure(one(request("aht", "2024-01-31")), "aht")).isEqualTo(1800);
    }

    /** February: a stays and pays more, b pays less, c leaves, d is new, e returns, f pays in dollars, whose rate falls. */
    private void subscribers() {
        set("base_currency", "EUR");
        facts.rate("USD", "2023-01-01", "0.9").rate("USD", "2024-02-10", "0.8");
        facts.state("a", "a", "2024-01-05", "active", "100", "EUR")
                .state("a", "a", "2024-02-29", "active", "150", "EUR");
        facts.state("b", "b", "2024-01-31", "active", "100", "EUR")
                .state("b", "b", "2024-02-15", "past_due", "60", "EUR");
        facts.state("c", "c", "2024-01-01", "active", "50", "EUR");
        facts.add(
                FactTable.SUBSCRIPTION_STATE,
                "subscription_id",
                "c",
                "customer_id",
                "c",
                "effective_on",
                "2024-02-29",
                "status",
                "cancelled",
                "mrr",
                "0",
                "currency",
                "EUR",
                "reason",
                "involuntary");
        facts.state("d", "d", "2024-02-01", "active", "30", "EUR");
        facts.state("e", "e", "2023-11-01", "active", "20", "EUR")
                .state("e", "e", "2023-12-01", "cancelled", "0", "EUR")
                .state("e2", "e", "2024-02-20", "active", "25", "EUR");
        facts.state("f", "f", "2024-01-01", "active", "100", "USD");
        // begins and ends within the month: at neither end
        facts.state("g", "g", "2024-02-03", "active", "999", "EUR")
                .state("g", "g", "2024-02-20", "cancelled", "0", "EUR");
    }

    @Test
    void movementsOfAMonth() {
        subscribers();
        MetricResult.Row row = one(request("mrr-movements", "2024-02-29"));
        assertThat(row.values())
                .containsAllEntriesOf(Map.of(
                        "opening", new BigDecimal("340.0000"),
                        "new", new BigDecimal("30.0000"),
                        "reactivation", new BigDecimal("25.0000"),
                        "expansion", new BigDecimal("50.0000"),
                        "contraction", new BigDecimal("40.0000"),
                        "churn", new BigDecimal("50.0000"),
                        "churn_involuntary", new BigDecimal("50.0000"),
                        "exchange", new BigDecimal("-10.0000"),
                        "closing", new BigDecimal("345.0000"),
                        "short_lived", 1L));
        assertThat(figure(one(request("mrr", "2024-02-29")), "arr")).isEqualTo(345 * 12);
        // (100 + 50 + 30) / (40 + 50) would count exchange; won 105, lost 90
        assertThat(figure(one(request("quick-ratio", "2024-02-29")), "quick_ratio"))
                .isCloseTo(105.0 / 90, within(1e-12));
    }

    @Test
    void retentionAndChurnOfAMonth() {
        subscribers();
        // at the start, in constant currency: a 100, b 100, c 50, f 80; at the end a 150, b 60, f 80
        assertThat(figure(one(request("nrr", "2024-02-29")), "nrr")).isCloseTo(290.0 / 330, within(1e-12));
        assertThat(figure(one(request("grr", "2024-02-29")), "grr")).isCloseTo(240.0 / 330, within(1e-12));
        assertThat(figure(one(request("revenue-churn", "2024-02-29")), "gross_churn"))
                .isCloseTo(90.0 / 330, within(1e-12));
        MetricResult.Row churn = one(request("customer-churn", "2024-02-29"));
        assertThat(figure(churn, "at_start")).isEqualTo(4);
        assertThat(figure(churn, "churn")).isEqualTo(0.25);
        // Wilson's interval of 1 in 4, computed independently: 0.04559, 0.69936
        assertThat(figure(churn, "low")).isCloseTo(0.04559, within(5e-6));
        assertThat(figure(churn, "high")).isCloseTo(0.69936, within(5e-6));
        assertThat(churn.note()).isEqualTo("few: n = 4");
        assertThat(figure(one(request("involuntary-churn", "2024-02-29")), "share"))
                .isEqualTo(1);
    }

    /** Two customers for 31 of search in January, none for 10 of fairs; 60 of advertising for all. */
    @Test
    void acquisitionCostsCountWhatWonNobody() {
        facts.customer("a", "2024-01-10", "search")
                .customer("b", "2024-01-20", "search")
                .customer("c", "2024-01-20", "friends");
        for (String[] item : new String[][] {
            {"1", "search", "ads", "31"},
            {"2", "fairs", "sales", "10"},
            {"3", null, "marketing", "60"},
            {"4", null, "loyalty", "500"}
        }) {
            facts.add(
                    FactTable.SPEND,
                    "spend_id",
                    item[0],
                    "period",
                    "2024-01-01",
                    "period_end",
                    "2024-01-31",
                    "channel",
                    item[1],
                    "kind",
                    item[2],
                    "amount",
                    item[3],
                    "currency",
                    "EUR");
        }
        MetricRequest request = request("cac", "2024-01-31");
        assertThat(figure(one(request), "cac")).isCloseTo(101.0 / 3, within(1e-4));
        assertThat(figure(one(request), "unshared")).isEqualTo(10);
        List<MetricResult.Row> channels = MetricRun.run(
                        ledger, request.withBy("channel").withPeriod(PeriodKind.ALL))
                .rows();
        assertThat(channels).hasSize(2);
        assertThat(figure(channels.get(0), "cac")).isEqualTo(20);
        assertThat(figure(channels.get(1), "cac")).isEqualTo(35.5);
    }

    /** B-03's customer in small: 1,200 to win, 123 a month: 9.756 months by the formula, ten by the curve. */
    @Test
    void paybackOfTheDocumentsCustomer() {
        set("gross_margin", "0.82");
        facts.customer("a", "2024-01-01", "ads");
        facts.add(
                FactTable.SPEND,
                "spend_id",
                "1",
                "period",
                "2024-01-01",
                "period_end",
                "2024-01-31",
                "channel",
                "ads",
                "kind",
                "ads",
                "amount",
                "1200",
                "currency",
                "EUR");
        for (int i = 0; i < 12; i++) {
            facts.order("i" + i, "a", YearMonth.of(2024, 1).plusMonths(i) + "-01 00:00:00", "150");
        }
        MetricResult.Row row = MetricRun.run(
                        ledger, request("payback", "2024-12-31").withPeriod(PeriodKind.ALL))
                .rows()
                .get(0);
        assertThat(figure(row, "cac")).isEqualTo(1200);
        assertThat(figure(row, "simple_months")).isCloseTo(9.756, within(0.0005));
        assertThat(figure(row, "curve_months")).isEqualTo(10);
    }

    @Test
    void rowsLeadBackToTheFile() {
        SqlText.run(
                ledger.connection(),
                "batch",
                "insert into batch values (1, timestamp '2024-05-01 00:00:00', 'orders.csv', 'orders', 'shop', 'x', 1, 1, 0, 1, 0, 0)");
        facts.order("1", "a", "2024-01-10 00:00:00", "10").order("2", "a", "2024-02-10 00:00:00", "20");
        FactRows rows = MetricRun.rows(
                ledger,
                request("revenue", "2024-02-29").between(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29)),
                10);
        assertThat(rows.found()).isEqualTo(1);
        assertThat(rows.rows().get(0).file()).isEqualTo("orders.csv");
        assertThat(rows.rows().get(0).line()).isEqualTo(2);
    }
}
