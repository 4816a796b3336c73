// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.mistake.Mistake.Status;
import io.perennial.engine.segment.Worlds;
import io.perennial.engine.stage.Answer;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.stage.SqlText;
import io.perennial.model.economics.Basis;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every mistake, by companies as small as the documents' examples. */
class MistakesGoldenTest {
    private static final LocalDate DAY = LocalDate.of(2024, 12, 31);

    private final Ledger ledger = Ledger.inMemory();
    private final Facts facts = new Facts();
    private LifetimeTerms terms = LifetimeTerms.defaults();

    @BeforeEach
    void currency() {
        set("base_currency", "EUR");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void set(String name, String value) {
        SqlText.run(ledger.connection(), "setting", "insert into setting values ('%s', '%s')".formatted(name, value));
    }

    private MistakeResult look(LocalDate today) {
        facts.into(ledger.connection());
        return Mistakes.look(Worlds.of(ledger, DAY, terms), today);
    }

    private Mistake one(String id) {
        return named(look(DAY), id);
    }

    private static Mistake named(MistakeResult result, String id) {
        return result.mistakes().stream()
                .filter(mistake -> mistake.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double evidence(Mistake mistake, String name) {
        return mistake.evidence().stream()
                .filter(evidence -> evidence.name().equals(name))
                .mapToDouble(evidence -> Objects.requireNonNull(evidence.value()))
                .findFirst()
                .orElseThrow();
    }

    private void spend(String id, String kind, String customer, String amount) {
        facts.add(
                FactTable.SPEND,
                "spend_id",
                id,
                "period",
                "2024-06-01",
                "period_end",
                "2024-06-30",
                "kind",
                kind,
                "channel",
                customer == null ? "ads" : null,
                "customer_id",
                customer,
                "amount",
                amount,
                "currency",
                "EUR");
    }

    /** 1,000 at a margin of 20 % leaves less than 500 at 80 %. */
    @Test
    void revenueRanksTheWrongChannelFirst() {
        facts.customer("a", "2024-06-01", "fairs").customer("b", "2024-06-01", "search");
        facts.event("1", "a", "2024-06-01 10:00:00", "order", "1000", "EUR", "800", null);
        facts.event("2", "b", "2024-06-01 10:00:00", "order", "500", "EUR", "100", null);
        terms = terms.withBasis(Basis.REVENUE);
        Mistake mistake = one("D-1");

        assertThat(mistake.status()).isEqualTo(Status.FOUND);
        assertThat(mistake.inScores()).isTrue();
        assertThat(mistake.size()).isEqualTo(900);
        assertThat(evidence(mistake, "gross margin")).isCloseTo(0.4, within(1e-15)); // 600 / 1500 in doubles
        assertThat(mistake.finding()).contains("fairs brings more revenue per customer than search but less profit");
    }

    @Test
    void profitIsNotMistaken() {
        facts.event("1", "a", "2024-06-01 10:00:00", "order", "1000", "EUR", "800", null);

        assertThat(one("D-1").status()).isEqualTo(Status.NOT_FOUND);
    }

    @Test
    void withoutAnyCostOfGoodsProfitIsUnknown() {
        facts.order("1", "a", "2024-06-01 10:00:00", "1000");
        Mistake mistake = one("D-1");

        assertThat(mistake.status()).isEqualTo(Status.CANNOT_TELL);
        assertThat(mistake.missing()).isNotEmpty();
        assertThat(mistake.advice()).contains("gross_margin");
    }

    /** Ten subscribers of one plan of whom all stay, ten of the other of whom one leaves each month. */
    private void plans(boolean alike) {
        for (int i = 0; i < 20; i++) {
            String id = "s" + i;
            boolean leaves = alike ? i % 2 == 0 : i < 10;
            facts.add(
                    FactTable.CUSTOMER,
                    "customer_id",
                    id,
                    "acquired_on",
                    "2024-01-01",
                    "plan",
                    i < 10 ? "monthly" : "annual");
            facts.state(id, id, "2024-01-01", "active", "10", "EUR");
            if (leaves) {
                facts.state(id, id, YearMonth.of(2024, 2 + i / 2 % 10) + "-15", "cancelled", "0", "EUR");
            }
        }
    }

    @Test
    void aBlendedChurnHidesTwo() {
        plans(false);
        Mistake mistake = one("D-2");

        assertThat(mistake.status()).isEqualTo(Status.FOUND);
        assertThat(evidence(mistake, "churn a month of annual")).isZero();
        assertThat(evidence(mistake, "churn a month of monthly"))
                .isGreaterThan(evidence(mistake, "blended churn a month"));
        assertThat(evidence(mistake, "probability of such differences by chance"))
                .isLessThan(0.001);
    }

    @Test
    void equalChurnIsNoMistake() {
        plans(true);

        assertThat(one("D-2").status()).isEqualTo(Status.NOT_FOUND);
    }

    /** F-17: 50,000 of gross profit, 30,000 of account management and support, 20,000 left. */
    @Test
    void serviceTakesThirtyOfFiftyThousand() {
        facts.customer("a", "2024-06-01", "fairs");
        facts.event("1", "a", "2024-06-01 10:00:00", "order", "100000", "EUR", "50000", null);
        spend("am", "account_management", "a", "30000");
        Mistake mistake = one("D-3");

        assertThat(mistake.status()).isEqualTo(Status.FOUND);
        assertThat(mistake.size()).isEqualTo(30000);
        assertThat(evidence(mistake, "contribution so far")).isEqualTo(20000);
    }

    @Test
    void scoresOfContributionCountService() {
        facts.event("1", "a", "2024-06-01 10:00:00", "order", "100000", "EUR", "50000", null);
        spend("am", "account_management", "a", "30000");
        terms = terms.withBasis(Basis.CONTRIBUTION);

        assertThat(one("D-3").status()).isEqualTo(Status.NOT_FOUND);
    }

    @Test
    void withoutContactsAndKeepingServiceIsUnknown() {
        facts.event("1", "a", "2024-06-01 10:00:00", "order", "100000", "EUR", "50000", null);

        assertThat(one("D-3").status()).isEqualTo(Status.CANNOT_TELL);
    }

    /** Of twenty subscribers one leaves each second month, and those who stay pay a tenth more every quarter. */
    private void growing(double step) {
        for (int i = 0; i < 20; i++) {
            String id = "s" + i;
            double mrr = 10;
            for (int month = 1; month <= 12; month++) {
                if (month % 2 == 0 && i == month / 2) {
                    facts.state(id, id, YearMonth.of(2024, month) + "-02", "cancelled", "0", "EUR");
                    break;
                }
                if (month % 3 == 1) {
                    facts.state(id, id, YearMonth.of(2024, month) + "-01", "active", "%.2f".formatted(mrr), "EUR");
                    mrr *= step;
                }
            }
        }
    }

    @Test
    void growthIsLeftOut() {
        growing(1.1);
        Mistake mistake = one("D-4");

        assertThat(mistake.status()).isEqualTo(Status.FOUND);
        assertThat(evidence(mistake, "net revenue churn a month"))
                .isLessThan(evidence(mistake, "gross revenue churn a month"));
        assertThat(Objects.requireNonNull(mistake.size())).isPositive();
    }

    @Test
    void withoutGrowthNothingIsLeftOut() {
        growing(1);
        Mistake mistake = one("D-4");

        assertThat(mistake.status()).isEqualTo(Status.NOT_FOUND);
        assertThat(mistake.size()).isZero();
    }

    @Test
    void withoutSubscriptionsThereIsNothingToGrow() {
        facts.order("1", "a", "2024-06-01 10:00:00", "10");

        assertThat(one("D-4").status()).isEqualTo(Status.CANNOT_TELL);
    }

    @Test
    void scoresAreStaleAfterTheLongestQuarter() {
        facts.order("1", "a", "2024-06-01 10:00:00", "10");
        facts.into(ledger.connection());

        assertThat(named(look(DAY.plusDays(OldFigures.QUARTER_DAYS)), "D-5").status())
                .isEqualTo(Status.NOT_FOUND);
        assertThat(named(look(DAY.plusDays(OldFigures.QUARTER_DAYS + 1)), "D-5").status())
                .isEqualTo(Status.FOUND);
    }

    @Test
    void allMoneyGoesToWinning() {
        set("gross_margin", "0.5");
        facts.customer("a", "2024-06-10", "ads").order("1", "a", "2024-06-10 10:00:00", "1000");
        spend("ads", "ads", null, "50");
        Mistake mistake = one("D-6");

        assertThat(mistake.status()).isEqualTo(Status.FOUND);
        assertThat(evidence(mistake, "1 % less cost of winning, per new customer"))
                .isCloseTo(0.5, within(1e-12)); // 0.01 * 50
        assertThat(evidence(mistake, "share of keeping")).isZero();
    }

    @Test
    void aThirdForKeepingIsNotNothing() {
        set("gross_margin", "0.5");
        facts.customer("a", "2024-06-10", "ads").order("1", "a", "2024-06-10 10:00:00", "1000");
        spend("ads", "ads", null, "50");
        spend("am", "account_management", "a", "25");
        Mistake mistake = one("D-6");

        assertThat(mistake.status()).isEqualTo(Status.NOT_FOUND);
        assertThat(evidence(mistake, "share of keeping")).isCloseTo(1 / 3d, within(1e-15)); // 25 / 75 in doubles
    }

    @Test
    void withoutSpendingNobodyKnowsWhereItGoes() {
        facts.order("1", "a", "2024-06-01 10:00:00", "10");

        assertThat(one("D-6").status()).isEqualTo(Status.CANNOT_TELL);
    }

    /** F-23: one customer in ten brought 40,000, the others 1,000; the mean of 4,900 describes nobody. */
    @Test
    void theMeanDescribesNobody() {
        for (int i = 0; i < 10; i++) {
            facts.order("o" + i, "c" + i, "2024-06-01 10:00:00", i == 0 ? "40000" : "1000");
        }
        Mistake mistake = one("D-7");

        assertThat(mistake.status()).isEqualTo(Status.FOUND);
        assertThat(evidence(mistake, "mean")).isGreaterThan(4 * evidence(mistake, "median"));
    }

    @Test
    void theMeanOfEqualsDescribesThem() {
        for (int i = 0; i < 10; i++) {
            facts.order("o" + i, "c" + i, "2024-06-01 10:00:00", "1000");
        }
        Mistake mistake = one("D-7");

        assertThat(mistake.status()).isEqualTo(Status.NOT_FOUND);
        assertThat(evidence(mistake, "Gini coefficient")).isCloseTo(0, within(1e-12)); // sums of equal doubles
    }

    @Test
    void whatWasFoundIsKeptBesideTheScores() {
        facts.event("1", "a", "2024-06-01 10:00:00", "order", "1000", "EUR", "800", null);
        MistakeResult result = look(DAY);
        Mistakes.keep(ledger.connection(), result);
        Mistakes.keep(ledger.connection(), result);

        assertThat(Answer.of(
                        ledger.connection(),
                        "select id, status from main.mistake where as_of = date '2024-12-31' order by id"))
                .hasSize(7)
                .startsWith("D-1|not_found");
    }
}
