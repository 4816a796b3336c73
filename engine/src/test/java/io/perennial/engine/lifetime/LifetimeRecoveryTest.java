// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.engine.demo.DemoRequest;
import io.perennial.engine.demo.DemoRun;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.World;
import io.perennial.model.economics.Basis;
import io.perennial.model.value.TotalEstimate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planted is found again, and intervals hold as often as they say. */
@Tag("thorough")
class LifetimeRecoveryTest {
    private static final int COMPANIES = 30;

    private static List<JsonNode> list(JsonNode truth, String name) {
        return StreamSupport.stream(truth.get(name).spliterator(), false).toList();
    }

    /** One company for all: 20,000 customers are what its order of channels needs to show, since two of them differ by a tenth. */
    @Test
    void theDemoCompanyIsWorthWhatWasPlanted(@TempDir Path folder) throws IOException {
        Path store = folder.resolve("store.duckdb");
        DemoRun.run(
                new DemoRequest(20_000, 1, DemoRequest.UNTIL, folder.resolve("demo"), store),
                Instant.EPOCH,
                Scored.silent());
        JsonNode truth = new ObjectMapper()
                .readTree(folder.resolve("demo").resolve("truth.json").toFile());
        LifetimeRun.Result run = LifetimeRun.run(
                LifetimeRequest.of(store)
                        .withTerms(Scored.TERMS.withBasis(Basis.CONTRIBUTION))
                        .withTrackRecord(true),
                Scored.silent());
        shopIsWorthWhatItsFutureHolds(truth, run.scores());
        for (TrackRecord.Row row : run.trackRecord()) {
            assertThat(row.actual())
                    .as(row.relationship() + " of the year before")
                    .isBetween(row.predictedLow(), row.predictedHigh());
        }
        try (Ledger ledger = Ledger.open(store)) {
            Scored scored = new Scored(
                    ledger, World.of(ledger.connection(), run.scores().asOf(), Knowledge.AS_KNOWN_THEN), run.scores());
            assertThat(
                            scored.rows(
                                    "select c.channel from main.score s join mart.stg_customer c on c.customer_id = s.customer_id where s.relationship = 'purchase'"
                                            + " group by c.channel order by avg(s.historic_net_of_cac + s.lifetime_value) desc"))
                    .as("channels by what they bring net of their cost")
                    .isEqualTo(list(truth, "shop_channels").stream()
                            .sorted(Comparator.comparingInt(
                                    channel -> channel.get("rank_by_net_value").asInt()))
                            .map(channel -> channel.get("channel").asText())
                            .toList());
            assertThat(scored.rows(
                            "select c.plan from main.score s join mart.stg_customer c on c.customer_id = s.customer_id where s.relationship = 'subscription' and s.p_alive = 1"
                                    + " group by c.plan having avg(s.clv) < 0 order by c.plan"))
                    .as("plans that cost more than they bring")
                    .isEqualTo(list(truth, "box_plans").stream()
                            .filter(plan -> plan.get("negative_value").asBoolean())
                            .map(plan -> plan.get("plan").asText())
                            .sorted()
                            .toList());
        }
    }

    private static void shopIsWorthWhatItsFutureHolds(JsonNode truth, LifetimeResult scores) {
        LifetimeResult.Stream shop = scores.streams().stream()
                .filter(stream -> stream.relationship().equals("purchase"))
                .findFirst()
                .orElseThrow();
        double drawn = list(truth, "next_12_months_shop").stream()
                .mapToDouble(channel -> channel.get("drawn_spend").asDouble())
                .sum();
        TotalEstimate revenue = Sums.scaled(shop.clv(), shop.expectedRevenue());
        assertThat(drawn).as("spend that was drawn for the next year").isBetween(revenue.low80(), revenue.high80());
    }

    /** Thirty companies: with a true coverage of 80 %, fewer than 17 or all 30 intervals hold in one of four hundred repetitions. */
    @Test
    void aYearOfSubscriptionsLiesInItsIntervalFourTimesInFive() {
        List<TrackRecord.Row> rows = new ArrayList<>();
        IntStream.range(0, COMPANIES).forEach(seed -> {
            try (Ledger ledger = Ledger.inMemory()) {
                new Company(seed)
                        .subscribers(200, "month", "box", 25, 0.8, 9)
                        .subscribers(120, "year", "box-year", 20, 1, 4)
                        .facts()
                        .into(ledger.connection());
                rows.addAll(Scored.of(ledger, Company.END.minusDays(1)).trackRecord());
            }
        });
        assertThat(rows).hasSize(COMPANIES).allMatch(row -> row.relationship().equals("subscription"));
        long held = rows.stream()
                .filter(row -> row.predictedLow() <= row.actual() && row.actual() <= row.predictedHigh())
                .count();
        assertThat(held).isBetween(17L, 29L);
        double bias = rows.stream().mapToDouble(row -> row.predicted()).sum()
                        / rows.stream().mapToDouble(row -> row.actual()).sum()
                - 1;
        // the mean of thirty totals, each good to about 5 %
        assertThat(bias).isBetween(-0.03, 0.03);
    }

    /** As above; the intervals of accounts also hold what accounts buy beside contracts, which these never do, and may all hold. */
    @Test
    void aYearOfContractsLiesInItsIntervalFourTimesInFive() {
        List<TrackRecord.Row> rows = new ArrayList<>();
        IntStream.range(0, COMPANIES).forEach(seed -> {
            try (Ledger ledger = Ledger.inMemory()) {
                new Company(seed).accounts(80, 12_000, 0.8).facts().into(ledger.connection());
                rows.addAll(Scored.of(ledger, Company.END.minusDays(1)).trackRecord());
            }
        });
        long held = rows.stream()
                .filter(row -> row.predictedLow() <= row.actual() && row.actual() <= row.predictedHigh())
                .count();
        assertThat(held).isBetween(17L, 30L);
    }
}
