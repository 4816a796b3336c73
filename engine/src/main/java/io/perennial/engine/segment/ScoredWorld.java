// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.Lifetime;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.lifetime.Store;
import io.perennial.engine.refresh.Derived;
import io.perennial.engine.refresh.Steps;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The derived tables of a world and its scores, in view {@code scored}: those that a run left behind, or made now when no run has looked from there.
 *
 * @param meaning what the scores count
 * @param scoreTable qualified name of the table with the scores of all days
 */
public record ScoredWorld(
        Connection connection, World world, Meaning meaning, String scoreTable, List<Notice> notices) {
    /**
     * What the scores count.
     *
     * @param basis of clv and total_value
     * @param unscored customers without a score
     */
    public record Meaning(
            String basis,
            double horizonMonths,
            double lifetimeMonths,
            double discountRate,
            String currency,
            long customers,
            long unscored) {
        /** The horizon in words. */
        String horizon() {
            return months(horizonMonths);
        }

        /** How far the lifetime value looks, in words. */
        String lifetime() {
            return months(lifetimeMonths);
        }

        /** The basis in words. */
        String basisInWords() {
            return basis.replace('_', ' ');
        }

        private static String months(double months) {
            String number = String.format(Locale.ROOT, "%.0f", months);
            return number + (number.equals("1") ? " month" : " months");
        }
    }

    /**
     * Opens a world.
     *
     * @param asOf empty: the day of the latest run, else the last day of any fact
     * @param terms of the scores, where they have to be made
     */
    public static ScoredWorld open(
            Ledger ledger, Optional<LocalDate> asOf, Knowledge knowledge, LifetimeTerms terms, Stages stages) {
        Connection connection = ledger.connection();
        LocalDate day = asOf.or(() -> lastScored(connection, knowledge))
                .or(() -> World.lastDay(connection))
                .orElseThrow(() -> ClvException.user(
                        "ledger-empty", "The ledger must hold facts, was empty", "Import some: clv import FILE…"));
        World world = World.of(connection, day, knowledge);
        stages.run("derive tables as of " + day, () -> {
            Derived.open(ledger, world, Steps.ALL);
        });
        return see(connection, world, terms, stages);
    }

    /** Scores and meaning of a world whose derived tables the connection sees already. */
    public static ScoredWorld see(Connection connection, World world, LifetimeTerms terms, Stages stages) {
        List<Notice> notices = new ArrayList<>();
        if (!isScored(connection, world)) {
            notices.addAll(Lifetime.score(connection, world, terms, stages).warnings());
            notices.add(new Notice(
                    "scored-now", "No run had scored " + world.asOf() + ", so the scores were made now and kept."));
        }
        SqlText.run(connection, "scored", "create or replace temp view scored as " + scores(connection, world));
        Meaning meaning = Rows.of(
                        connection,
                        ScoredWorld.class,
                        "score_meaning",
                        row -> new Meaning(
                                Rows.text(row, "basis"),
                                row.getDouble("horizon_months"),
                                row.getDouble("lifetime_months"),
                                row.getDouble("discount_rate"),
                                Rows.text(row, "currency"),
                                row.getLong("customers"),
                                row.getLong("unscored")))
                .get(0);
        if (meaning.customers() == 0) {
            throw ClvException.user(
                    "no-customers",
                    "The ledger must hold customers by " + world.asOf() + ", held none",
                    "Choose a later --as-of, or import facts: clv import FILE…");
        }
        if (meaning.unscored() > 0) {
            notices.add(new Notice(
                    "unscored",
                    "Customers without a score, left out: %d; clv run scores them.".formatted(meaning.unscored())));
        }
        return new ScoredWorld(connection, world, meaning, table(connection), notices);
    }

    /** Money as text in the base currency. */
    public String money(double amount) {
        return String.format(Locale.ROOT, "%,." + world.minorDigits() + "f %s", amount, world.baseCurrency());
    }

    private static boolean isScored(Connection connection, World world) {
        return Rows.query(connection, "score", "select 1 from (" + scores(connection, world) + ") limit 1", row -> 1)
                        .size()
                == 1;
    }

    private static String scores(Connection connection, World world) {
        return "select * from %s where as_of = date '%s' and knowledge = '%s'"
                .formatted(table(connection), world.asOf(), world.knowledge().label());
    }

    private static Optional<LocalDate> lastScored(Connection connection, Knowledge knowledge) {
        return Rows.query(
                        connection,
                        "score",
                        "select max(as_of)::varchar from %s where knowledge = '%s'"
                                .formatted(table(connection), knowledge.label()),
                        row -> Optional.ofNullable(row.getString(1)).map(LocalDate::parse))
                .get(0);
    }

    private static String table(Connection connection) {
        return Store.of(connection).schema() + ".score";
    }
}
