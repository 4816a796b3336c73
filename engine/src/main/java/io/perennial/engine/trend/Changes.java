// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import io.perennial.engine.ClvException;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.Learnt;
import io.perennial.engine.lifetime.Lifetime;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.refresh.Derived;
import io.perennial.engine.segment.Rows;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import io.perennial.engine.trend.Change.Driver;
import io.perennial.engine.trend.Change.Effect;
import io.perennial.engine.trend.Change.Value;
import io.perennial.engine.trend.TrendRequest.Between;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.segment.Apportionment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the states of two days as a trend passes them, makes those that never were, and divides the change. */
final class Changes {
    /** Sums of doubles keep about this share of what they add; more would be a fault of ours. */
    private static final double PRECISION = 1e-9;

    private record Amounts(double historic, double predicted) {
        static final Amounts NONE = new Amounts(0, 0);
    }

    private final Ledger ledger;
    private final LifetimeTerms terms;
    private final Stages stages;
    private final Optional<Between> between;
    private Learnt ofFirst = Learnt.NOTHING;
    private int digits;

    Changes(Ledger ledger, LifetimeTerms terms, Stages stages, Optional<Between> between) {
        this.ledger = ledger;
        this.terms = terms;
        this.stages = stages;
        this.between = between;
        between.ifPresent(b -> SqlText.run(
                ledger.connection(), "trend", "detach database if exists trend; attach ':memory:' as trend"));
    }

    /** Keeps what the connection sees now, if it is of one of the two days. The first day must come first. */
    void sees(Look look) {
        LocalDate day = look.world().asOf();
        boolean restated = look.world().knowledge() == Knowledge.RESTATED;
        if (between.isEmpty()) {
            return;
        }
        if (day.equals(between.get().first())) {
            keep(restated ? "restated_first" : "then_first");
            ofFirst = restated ? look.learnt() : ofFirst;
        }
        if (day.equals(between.get().second())) {
            keep(restated ? "restated_second" : "then_second");
            if (restated) {
                imagined(look.world(), between.get().first());
            }
        }
    }

    /** The second day by the models of the first, and by its exchange rates too. */
    private void imagined(World second, LocalDate first) {
        Connection connection = ledger.connection();
        digits = second.minorDigits();
        Lifetime.tried(connection, second, terms, ofFirst, stages);
        keep("old_models");
        if (ratesSince(first)) {
            stages.run(
                    "derive tables by the rates of " + first,
                    () -> Derived.imagine(
                            ledger,
                            second,
                            Look.STEPS,
                            SqlText.of(Changes.class, "held_rates").replace("${day}", first.toString())));
            Lifetime.tried(connection, second, terms, ofFirst, stages);
        }
        keep("held");
    }

    private boolean ratesSince(LocalDate first) {
        return Rows.query(
                        ledger.connection(),
                        "stg_rate",
                        "select count(*) > 0 from stg_rate where day > date '" + first + "'",
                        row -> row.getBoolean(1))
                .get(0);
    }

    private void keep(String state) {
        for (String kind : List.of("customer", "stream")) {
            String table = "trend.main.%s_%s".formatted(kind, state);
            SqlText.run(
                    ledger.connection(),
                    table,
                    "create or replace table %s as\n%s".formatted(table, SqlText.of(Changes.class, kind)));
        }
    }

    /** Why value changed; to be asked when the trend has passed both days. */
    Optional<Change> explained() {
        return between.map(days -> {
            Change change = stages.run("divide the change", () -> explained(days));
            SqlText.run(ledger.connection(), "trend", "detach trend");
            return change;
        });
    }

    private Change explained(Between days) {
        Map<Driver, Amounts> amounts = new EnumMap<>(Driver.class);
        Rows.of(
                ledger.connection(),
                Changes.class,
                "change",
                row -> amounts.put(
                        Driver.valueOf(Rows.text(row, "driver").toUpperCase(Locale.ROOT)),
                        new Amounts(row.getDouble("historic"), row.getDouble("predicted"))));
        Value first = value("then_first");
        Value second = value("then_second");
        Value whole = second.minus(first);
        List<BigDecimal> historic = shared(
                whole.historic(),
                drivers().mapToDouble(d -> of(amounts, d).historic).toArray());
        List<BigDecimal> predicted = shared(
                whole.predicted(),
                drivers().mapToDouble(d -> of(amounts, d).predicted).toArray());
        List<Effect> effects = new ArrayList<>();
        drivers().forEach(driver -> {
            int i = effects.size();
            effects.add(new Effect(driver, Value.of(historic.get(i), predicted.get(i))));
        });
        Value firstRestated = plus(first, effects.get(0).amount());
        Value secondRestated = second.minus(effects.get(effects.size() - 1).amount());
        return new Change(days.first(), days.second(), first, firstRestated, effects, secondRestated, second);
    }

    private static Stream<Driver> drivers() {
        return Arrays.stream(Driver.values());
    }

    private static Amounts of(Map<Driver, Amounts> amounts, Driver driver) {
        return amounts.getOrDefault(driver, Amounts.NONE);
    }

    private static Value plus(Value value, Value other) {
        return Value.of(
                value.historic().add(other.historic()), value.predicted().add(other.predicted()));
    }

    private Value value(String state) {
        return Rows.query(
                        ledger.connection(),
                        state,
                        "select coalesce(sum(historic), 0) as historic, coalesce(sum(clv), 0) as predicted from trend.main.customer_"
                                + state,
                        row -> Value.of(
                                Rows.money(row, "historic").setScale(digits, RoundingMode.HALF_EVEN),
                                Rows.money(row, "predicted").setScale(digits, RoundingMode.HALF_EVEN)))
                .get(0);
    }

    /** Rounded parts that add to the whole. */
    private List<BigDecimal> shared(BigDecimal whole, double[] parts) {
        double sum = Arrays.stream(parts).sum();
        double size = Arrays.stream(parts).map(Math::abs).sum();
        // both ends of the change were rounded, each by half a unit at most
        double allowed = Math.pow(10, -digits) + PRECISION * size;
        // negated comparison also rejects NaN
        if (!(Math.abs(sum - whole.doubleValue()) <= allowed)) {
            throw ClvException.internal(
                    "change", "Effects must add to " + whole + ", added to " + BigDecimal.valueOf(sum), null);
        }
        return Apportionment.round(whole, parts, digits);
    }
}
