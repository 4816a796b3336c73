// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.perennial.engine.demo.DemoRequest;
import io.perennial.engine.demo.DemoRun;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeRequest;
import io.perennial.engine.lifetime.LifetimeResult;
import io.perennial.engine.lifetime.LifetimeRun;
import io.perennial.engine.stage.Answer;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.trend.Change.Driver;
import io.perennial.engine.trend.Change.Effect;
import io.perennial.engine.trend.Change.Value;
import io.perennial.engine.trend.TrendResult.Point;
import io.perennial.engine.workspace.Stages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small demo company, two quarters back: late refunds and cancellations, two currencies, three relationships. */
class TrendConsistencyTest {
    @TempDir
    static Path folder;

    private static Path store = Path.of("");
    private static TrendResult result =
            new TrendResult("", LocalDate.EPOCH, "", 0, 0, 0, "", List.of(), null, List.of(), List.of());

    @BeforeAll
    static void look() {
        store = folder.resolve("demo.duckdb");
        DemoRun.run(new DemoRequest(600, 3, DemoRequest.UNTIL, folder.resolve("demo"), store), Instant.EPOCH, silent());
        try (Ledger ledger = Ledger.open(store)) {
            result = TrendRun.run(ledger, TrendRequest.defaults().withPeriods(2), silent());
        }
    }

    @Test
    void periodsEndWithTheLastDay() {
        assertThat(result.points().stream().map(Point::period)).containsExactly("2025-Q3", "2025-Q4");
        assertThat(result.points().stream().map(Point::day))
                .containsExactly(LocalDate.of(2025, 9, 30), LocalDate.of(2025, 12, 31));
    }

    @Test
    void effectsAddToTheChangeToTheCent() {
        Change change = change();
        for (Function<Value, BigDecimal> part :
                List.<Function<Value, BigDecimal>>of(Value::historic, Value::predicted, Value::total)) {
            BigDecimal sum =
                    change.effects().stream().map(Effect::amount).map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(part.apply(change.change()));
            assertThat(sum.scale()).isEqualTo(2);
        }
        assertThat(change.effects().stream().map(Effect::driver)).containsExactly(Driver.values());
    }

    @Test
    void endsOfTheChangeAreThePoints() {
        Change change = change();
        Point before = result.points().get(0);
        Point after = result.points().get(1);
        assertThat(change.first().historic()).isEqualTo(before.then().get("historic"));
        assertThat(change.first().predicted()).isEqualTo(before.then().get("predicted"));
        assertThat(change.second().predicted()).isEqualTo(after.then().get("predicted"));
        // restated values are sums of rounded effects: a cent may fall elsewhere
        BigDecimal cent = new BigDecimal("0.01");
        assertThat(change.firstRestated().predicted())
                .isCloseTo(before.restated().get("predicted"), offset(cent));
        assertThat(change.secondRestated().historic())
                .isCloseTo(after.restated().get("historic"), offset(cent));
    }

    @Test
    void everythingThatCanChangeDid() {
        for (Effect effect : change().effects()) {
            if (effect.driver() == Driver.RETURNED) {
                continue; // in a company as small nobody may have come back
            }
            assertThat(effect.amount().total().signum())
                    .as(effect.driver().title())
                    .isNotZero();
        }
        assertThat(effect(Driver.LOST).predicted()).isNegative();
        assertThat(effect(Driver.NEW_CUSTOMERS).predicted()).isPositive();
        assertThat(effect(Driver.REFIT).historic()).isZero();
        assertThat(effect(Driver.PRICE).historic()).isZero();
    }

    @Test
    void lateFactsRestateHistory() {
        Point first = result.points().get(0);
        // refunds that came later are taken off the quarter of what they take back
        assertThat(first.difference().get("historic")).isNegative();
        first.difference()
                .forEach((name, difference) -> assertThat(difference)
                        .isEqualByComparingTo(Objects.requireNonNull(
                                        first.restated().get(name))
                                .subtract(Objects.requireNonNull(first.then().get(name)))));
    }

    @Test
    void aPastQuarterIsWhatARunOfThatDaySaysAndTheStoreStaysAsItIs() {
        try (Ledger ledger = Ledger.open(store)) {
            assertThat(Answer.of(
                            ledger.connection(), "select count(*) from duckdb_tables() where table_name = 'score'"))
                    .containsExactly("0");
        }
        Point past = result.points().get(0);
        LifetimeResult run = LifetimeRun.run(
                        LifetimeRequest.of(store).withAsOf(past.day(), Knowledge.AS_KNOWN_THEN), silent())
                .scores();
        assertThat(past.then().get("customers")).isEqualByComparingTo(BigDecimal.valueOf(run.customers()));
        assertThat(past.then().get("predicted"))
                .isEqualTo(BigDecimal.valueOf(run.clv().expected()).setScale(2, RoundingMode.HALF_EVEN));
        assertThat(past.then().get("historic"))
                .isEqualTo(BigDecimal.valueOf(run.historic()).setScale(2, RoundingMode.HALF_EVEN));
    }

    private static Change change() {
        return Objects.requireNonNull(result.change());
    }

    private static Value effect(Driver driver) {
        return change().effects().stream()
                .filter(e -> e.driver() == driver)
                .findFirst()
                .orElseThrow()
                .amount();
    }

    private static Stages silent() {
        return new Stages(Stages.Listener.SILENT, System::nanoTime);
    }
}
