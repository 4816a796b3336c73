// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.mistake.Mistake.Unit;
import io.perennial.engine.segment.Rows;
import io.perennial.engine.segment.ScoredWorld;
import io.perennial.engine.stage.SqlText;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** D-5: lifetime value taken as fixed. Figures older than a quarter are stale; what moved since a year ago shows how much. */
final class OldFigures {
    /** The longest quarter. */
    static final long QUARTER_DAYS = 92;

    /** A row of {@code drift}. */
    private record Inputs(double active, double revenue, double grossProfit, double acquisitionCost, double acquired) {
        double revenueEach() {
            return active == 0 ? Double.NaN : revenue / active;
        }

        double margin() {
            return revenue == 0 ? Double.NaN : grossProfit / revenue;
        }

        double cac() {
            return acquired == 0 || acquisitionCost == 0 ? Double.NaN : acquisitionCost / acquired;
        }
    }

    /** A row of {@code scored_days}. */
    private record Day(LocalDate asOf, double clv, long customers) {}

    private OldFigures() {}

    static Mistake look(Situation situation) {
        Mistake.Builder mistake = Mistake.of("D-5", "Treating lifetime value as fixed");
        ScoredWorld world = situation.world();
        LocalDate day = world.world().asOf();
        long age = Math.max(0, ChronoUnit.DAYS.between(day, situation.today()));
        boolean stale = age > QUARTER_DAYS;
        mistake.inScores(stale)
                .evidence(
                        "days since the day of the scores",
                        (double) age,
                        Unit.DAYS,
                        world.meaning().customers());
        List<Inputs> inputs = Rows.of(
                world.connection(),
                OldFigures.class,
                "drift",
                row -> new Inputs(
                        row.getDouble("active"),
                        row.getDouble("revenue"),
                        row.getDouble("gross_profit"),
                        row.getDouble("acquisition_cost"),
                        row.getDouble("acquired")));
        Inputs now = inputs.get(0);
        Inputs then = inputs.get(1);
        drift(mistake, "active customers", now.active, then.active, now);
        drift(mistake, "revenue per active customer", now.revenueEach(), then.revenueEach(), now);
        drift(mistake, "gross margin", now.margin(), then.margin(), now);
        drift(mistake, "cost of winning a customer", now.cac(), then.cac(), now);
        List<Day> days = Rows.query(
                world.connection(),
                "scored_days",
                SqlText.of(OldFigures.class, "scored_days").replace("${score}", world.scoreTable()),
                row -> new Day(
                        LocalDate.parse(row.getString("as_of")), row.getDouble("clv"), row.getLong("customers")));
        String change = "";
        if (days.size() > 1) {
            Day before = days.get(1);
            double moved = days.get(0).clv - before.clv;
            mistake.size(moved, "change of the predicted value of all customers since " + before.asOf);
            change = "; the predicted value of all moved by %s since %s".formatted(situation.money(moved), before.asOf);
        }
        String finding = String.format(
                Locale.ROOT,
                "The scores are of %s, %d days ago%s%s.",
                day,
                age,
                stale ? ", more than a quarter" : "",
                change);
        return mistake.found(
                stale,
                finding,
                stale
                        ? "Import what has happened since and run clv run; then clv trend shows what moved and why."
                        : "Run clv run every quarter; clv trend shows what moved and why.");
    }

    private static void drift(Mistake.Builder mistake, String name, double now, double then, Inputs inputs) {
        mistake.evidence(
                "change within a year of " + name, then == 0 ? Double.NaN : now / then - 1, Unit.FRACTION, (long)
                        inputs.active);
    }
}
