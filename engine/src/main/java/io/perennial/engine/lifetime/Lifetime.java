// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.Notice;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.economics.Basis;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The main path: staged facts of a world in, one row of {@code score} per customer out, and one of {@code score_stream} per customer and relationship.
 *
 * <p>Orders go to the purchase models, subscriptions to renewal curves, contracts to renewal probabilities; every movement of money belongs to one of them ({@code life_event.sql}).
 * Their forecasts of revenue become value on the basis by what a unit of revenue costs ({@code life_factor.sql}).
 */
public final class Lifetime {
    /** Days within which {@code churn_risk} is counted. */
    public static final int RISK_DAYS = 90;

    private static final List<String> STEPS = List.of(
            "life_customer",
            "life_reversal",
            "life_event",
            "life_piece",
            "life_observed",
            "life_subscriber",
            "life_group",
            "life_renewal",
            "life_return",
            "life_expansion",
            "life_account",
            "life_pipeline",
            "life_account_renewal",
            "life_account_sale");

    private Lifetime() {}

    /**
     * Scores all customers of a world whose staged tables and marts are there ({@link io.perennial.engine.stage.Staging#look}), and keeps the scores beside those of other days.
     */
    public static LifetimeResult score(Connection ledger, World world, LifetimeTerms terms, Stages stages) {
        Forecast forecast = forecast(ledger, world, terms, Learnt.NOTHING, stages);
        return stages.run("scores", () -> new ScoreWriter(ledger, world, terms, forecast).write());
    }

    /**
     * Scores all customers as {@link #score} does, resting on what another day learnt where that is given, and leaves the scores in the temporary tables {@code life_score},
     * {@code life_score_stream} and {@code life_part} only.
     */
    public static Tried tried(Connection ledger, World world, LifetimeTerms terms, Learnt given, Stages stages) {
        Forecast forecast = forecast(ledger, world, terms, given, stages);
        return new Tried(
                stages.run("scores", () -> new ScoreWriter(ledger, world, terms, forecast).make()),
                forecast.learnt(),
                forecast.activity());
    }

    /**
     * Scores that are not kept.
     *
     * @param learnt what they rest on
     * @param activity who will be active when; empty where the chosen purchase model does not say
     */
    public record Tried(LifetimeResult scores, Learnt learnt, Optional<Activity> activity) {}

    /** Fills {@code life_part} and the tables it is made of. */
    static Forecast forecast(Connection ledger, World world, LifetimeTerms terms, Learnt given, Stages stages) {
        stages.run("sort money", () -> {
            SqlText.run(ledger, "prelude", SqlText.of(Lifetime.class, "prelude_duckdb"));
            STEPS.forEach(step -> make(ledger, step));
        });
        Outlook outlook = Outlook.of(terms, world.asOf());
        try (Parts parts = Parts.open(ledger)) {
            StreamForecast purchases = PurchaseForecaster.run(ledger, world, terms, given, parts, stages);
            StreamForecast subscriptions = stages.run(
                    "subscriptions", () -> SubscriptionForecaster.run(ledger, world.asOf(), terms, given, parts));
            StreamForecast contracts =
                    stages.run("contracts", () -> AccountForecaster.run(ledger, outlook, given, parts));
            return new Forecast(purchases, subscriptions, contracts);
        }
    }

    static void make(Connection ledger, String step) {
        // movements of money are many: they stay a view
        String kind = step.equals("life_event") ? "view" : "table";
        SqlText.run(
                ledger,
                step,
                "create or replace temp %s %s as\n%s".formatted(kind, step, SqlText.of(Lifetime.class, step)));
    }

    /** What came of each relationship. */
    record Forecast(StreamForecast purchases, StreamForecast subscriptions, StreamForecast contracts) {
        StreamForecast of(Relationship relationship) {
            return switch (relationship) {
                case PURCHASE -> purchases;
                case SUBSCRIPTION -> subscriptions;
                case CONTRACT -> contracts;
            };
        }

        Learnt learnt() {
            return purchases.learnt().or(subscriptions.learnt()).or(contracts.learnt());
        }

        Optional<Activity> activity() {
            List<Activity.Presence> known = Stream.of(purchases, subscriptions, contracts)
                    .flatMap(stream -> stream.presence().stream())
                    .toList();
            return known.size() == Relationship.values().length ? Optional.of(new Activity(known)) : Optional.empty();
        }

        List<Notice> notices() {
            List<Notice> notices = new ArrayList<>(purchases.notices());
            notices.addAll(subscriptions.notices());
            notices.addAll(contracts.notices());
            return notices;
        }
    }

    /** The basis asked for, or the one the costs on record allow; says in the notices what that means. */
    public static Basis basis(Connection ledger, LifetimeTerms terms, List<Notice> notices) {
        Columns costs = Columns.query(
                ledger,
                "select coalesce(sum(unknown_costs), 0)::double as unknown, count(*) filter (where cost_of_goods <> 0)::double as known from mart_customer");
        double unknown = costs.doubles("unknown")[0];
        boolean known = costs.doubles("known")[0] > 0;
        Basis basis = terms.basis().orElse(unknown == 0 && known ? Basis.GROSS_PROFIT : Basis.REVENUE);
        if (basis == Basis.REVENUE && terms.basis().isEmpty()) {
            notices.add(
                    new Notice(
                            "no-margin",
                            "Values are revenue, not profit, because the cost of goods is not on record for all movements of money; give --margin 0.40 for gross profit."));
        } else if (basis != Basis.REVENUE && unknown > 0) {
            notices.add(new Notice(
                    "margin-assumed",
                    String.format(
                            Locale.ROOT,
                            known
                                    ? "Movements of money without cost of goods: %.0f; the margin of the others is taken for them."
                                    : "Movements of money without cost of goods: %.0f, and none with; all revenue counts as profit until you give --margin.",
                            unknown)));
        }
        return basis;
    }
}
