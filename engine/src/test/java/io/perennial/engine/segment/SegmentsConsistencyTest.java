// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.ClvException;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.stage.Answer;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.stage.RandomLedger;
import io.perennial.engine.stage.SqlText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments of a company made of hundreds of small invented ledgers, and of one worked out by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SegmentsConsistencyTest {
    private final Ledger ledger = Ledger.inMemory();
    private ScoredWorld world;

    @BeforeAll
    void score() {
        SqlText.run(
                ledger.connection(),
                "setting",
                "insert into setting values ('base_currency', 'EUR'), ('gross_margin', '0.4'), ('cost_per_contact', '3.33')");
        Facts facts = new Facts();
        RandomLedger.rates(facts);
        for (int i = 0; i < 400; i++) {
            RandomLedger.add(i, "L" + i, facts);
        }
        facts.into(ledger.connection());
        world = Worlds.of(ledger, RandomLedger.END, LifetimeTerms.defaults());
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel",
                "plan",
                "company_size",
                "cohort",
                "first_category",
                "referral",
                "relationship",
                "tier",
                "ledger"
            })
    void segmentsAddUpToTheWholeToTheLastDigit(String dimension) {
        SegmentResult result = Segments.compare(world, SegmentRequest.by(dimension));
        Segment total = result.total();

        assertThat(result.segments().stream().mapToLong(Segment::customers).sum())
                .isEqualTo(total.customers())
                .isEqualTo(
                        Long.parseLong(rows("select count(*) from stg_customer").get(0)));
        assertThat(sum(result, segment -> segment.historic().sum()))
                .isEqualByComparingTo(total.historic().sum())
                .isEqualByComparingTo(
                        rows("select sum(total_value - clv) from scored").get(0));
        assertThat(sum(result, segment -> segment.predicted().sum()))
                .isEqualByComparingTo(total.predicted().sum())
                .isEqualByComparingTo(rows("select sum(clv) from scored").get(0));
        assertThat(sum(result, segment -> segment.lifetime().sum()))
                .isEqualByComparingTo(total.lifetime().sum());
        assertThat(sum(result, segment -> segment.profitAndLoss().revenue()))
                .isEqualByComparingTo(
                        rows("select sum(amount) from stg_revenue").get(0));
        assertThat(sum(result, Segment::acquisitionCost).add(result.unattributedAcquisitionCost()))
                .as("cost of winning: shared among those won, or spent on nobody")
                .isEqualByComparingTo(total.acquisitionCost());
        assertThat(result.segments().stream()
                        .mapToDouble(Segment::shareOfCustomers)
                        .sum())
                .isCloseTo(1, within(1e-12)); // a sum of a thousand fractions
    }

    @Test
    void severalDimensionsDivideFurtherAndLoseNobody() {
        SegmentResult one = Segments.compare(world, SegmentRequest.by("channel"));
        SegmentResult both = Segments.compare(world, SegmentRequest.by("channel", "plan"));

        assertThat(both.segments()).hasSizeGreaterThan(one.segments().size());
        for (Segment channel : one.segments()) {
            assertThat(both.segments().stream()
                            .filter(segment -> segment.values().get(0).equals(channel.name()))
                            .mapToLong(Segment::customers)
                            .sum())
                    .as(channel.name())
                    .isEqualTo(channel.customers());
        }
    }

    @Test
    void onlyKeepsTheCustomersOfOneValue() {
        Segment large = named(Segments.compare(world, SegmentRequest.by("plan")), "large");
        SegmentResult only =
                Segments.compare(world, SegmentRequest.by("channel").withOnly(Map.of("plan", "large")));

        assertThat(only.total().customers()).isEqualTo(large.customers());
        assertThat(only.total().lifetime().sum())
                .isEqualByComparingTo(large.lifetime().sum());
        assertThatThrownBy(() ->
                        Segments.compare(world, SegmentRequest.by("channel").withOnly(Map.of("plan", "huge"))))
                .isInstanceOf(ClvException.class)
                .hasMessageContaining("--only must leave customers, left none for {plan=huge}");
    }

    @Test
    void theCustomersBehindAFigureAddUpToIt() {
        SegmentRequest request = SegmentRequest.by("channel");
        List<Segments.Row> rows = Segments.rows(world, request);

        for (Segment segment : Segments.compare(world, request).segments()) {
            assertThat(rows.stream()
                            .filter(row -> row.segment().equals(segment.name()))
                            .map(Segments.Row::lifetime)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(segment.name())
                    .isEqualByComparingTo(segment.lifetime().sum());
        }
    }

    @Test
    void figuresOfASegmentFitTogether() {
        for (Segment segment :
                Segments.compare(world, SegmentRequest.by("channel")).segments()) {
            assertThat(segment.lifetime().mean())
                    .isEqualTo(segment.lifetime().sum().doubleValue() / segment.customers());
            assertThat(segment.netValue())
                    .isEqualByComparingTo(segment.lifetime().sum().subtract(segment.acquisitionCost()));
            if (segment.clvToCac().ratio().known()) {
                assertThat(segment.clvToCac().ratio().orNaN())
                        .isEqualTo(segment.lifetime().mean() / segment.cac().orNaN());
            } else {
                assertThat(segment.clvToCac().ratio().reason()).isNotEmpty();
            }
        }
    }

    @Test
    void anUnknownDimensionIsAUsersMistake() {
        assertThatThrownBy(() -> Segments.compare(world, SegmentRequest.by("colour")))
                .isInstanceOf(ClvException.class)
                .hasMessageContaining("--by must name dimensions or attributes, was colour");
    }

    @Test
    void negativeSegmentsLoseMoneyAndTheirOptionsAreOrdered() {
        NegativeResult result = NegativeSegments.find(world, List.of("channel", "plan"), 0.1, 0.5);

        for (NegativeResult.Negative negative : result.negative()) {
            assertThat(negative.net()).isNegative();
            assertThat(negative.revenue() - negative.goods() - negative.service() - negative.acquisition())
                    .as("the parts of the loss; doubles of four operations on amounts up to a million")
                    .isCloseTo(negative.net(), within(1e-6));
        }
    }

    /**
     * Ads win two customers for 60, a friend brings one for nothing. On gross profit at a margin of 40 % the two of ads brought 100 * 0.4 and 50 * 0.4 so far, on average 30,
     * their CAC is 30, and the margin of the friend is 80.
     */
    @Test
    void aSmallCompanyWorkedOutByHand() {
        try (Ledger small = Ledger.inMemory()) {
            SqlText.run(
                    small.connection(),
                    "setting",
                    "insert into setting values ('base_currency', 'EUR'), ('gross_margin', '0.4')");
            new Facts()
                    .customer("a", "2024-01-10", "ads")
                    .customer("b", "2024-01-20", "ads")
                    .customer("c", "2024-01-20", "friends")
                    .order("1", "a", "2024-01-10 10:00:00", "100")
                    .order("2", "b", "2024-01-20 10:00:00", "50")
                    .order("3", "c", "2024-01-20 10:00:00", "200")
                    .add(
                            FactTable.SPEND,
                            "spend_id",
                            "s",
                            "period",
                            "2024-01-01",
                            "period_end",
                            "2024-01-31",
                            "channel",
                            "ads",
                            "kind",
                            "ads",
                            "amount",
                            "60",
                            "currency",
                            "EUR")
                    .into(small.connection());
            SegmentResult result = Segments.compare(
                    Worlds.of(small, LocalDate.of(2024, 6, 30), LifetimeTerms.defaults()),
                    SegmentRequest.by("channel"));

            Segment ads = named(result, "ads");
            assertThat(ads.customers()).isEqualTo(2);
            assertThat(ads.historic().sum()).isEqualByComparingTo("60");
            assertThat(ads.historic().mean()).isEqualTo(30);
            assertThat(ads.historic().median()).isEqualTo(30);
            assertThat(ads.cac().orNaN()).isEqualTo(30);
            assertThat(ads.small()).isTrue();
            assertThat(Objects.requireNonNull(ads.profitAndLoss().netOfCac())).isEqualByComparingTo("0");
            Segment friends = named(result, "friends");
            assertThat(friends.historic().sum()).isEqualByComparingTo("80");
            assertThat(friends.cac().known()).isFalse();
            assertThat(friends.cac().reason()).isEqualTo("no cost of acquisition is on record");
            assertThat(result.total().historic().sum()).isEqualByComparingTo("140");
        }
    }

    private List<String> rows(String query) {
        return Answer.of(ledger.connection(), query);
    }

    private static BigDecimal sum(SegmentResult result, Function<Segment, BigDecimal> figure) {
        return result.segments().stream().map(figure).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Segment named(SegmentResult result, String name) {
        return result.segments().stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
