// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.Notice;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import io.perennial.model.decision.Tiers;
import io.perennial.model.economics.Basis;
import io.perennial.model.value.TotalEstimate;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** From forecasts of revenue to the kept scores. */
final class ScoreWriter {
    private static final String WORLD = "as_of = as_of() and knowledge = knowledge()";

    private final Connection ledger;
    private final World world;
    private final LifetimeTerms terms;
    private final Lifetime.Forecast forecast;
    private final List<Notice> notices = new ArrayList<>();
    private final Basis basis;

    ScoreWriter(Connection ledger, World world, LifetimeTerms terms, Lifetime.Forecast forecast) {
        this.ledger = ledger;
        this.world = world;
        this.terms = terms;
        this.forecast = forecast;
        this.basis = Lifetime.basis(ledger, terms, notices);
    }

    /** Makes the scores and keeps them. */
    LifetimeResult write() {
        LifetimeResult result = make();
        Store store = Store.of(ledger);
        store.replace(ledger, "score_stream", "select * from life_score_stream", WORLD);
        store.replace(ledger, "score", "select *, %s as tier from life_score".formatted(tier()), WORLD);
        return result;
    }

    /** Makes the scores. */
    LifetimeResult make() {
        functions();
        Lifetime.make(ledger, "life_factor");
        Lifetime.make(ledger, "life_stream");
        Lifetime.make(ledger, "life_score_stream");
        Lifetime.make(ledger, "life_score");
        return result();
    }

    private void functions() {
        define("basis()", SqlText.literal(basis.label()));
        define("knowledge()", SqlText.literal(world.knowledge().label()));
        define("horizon_months()", LifetimeTerms.months(terms.horizon(), world.asOf()) + "::double");
        define("lifetime_months()", LifetimeTerms.months(terms.cap(), world.asOf()) + "::double");
        define("discount_rate()", terms.discount().annual() + "::double");
        for (Relationship relationship : Relationship.values()) {
            define(
                    relationship.label() + "_model()",
                    SqlText.literal(forecast.of(relationship).model()));
        }
    }

    private void define(String function, String value) {
        SqlText.run(ledger, function, "create or replace temp macro %s as %s".formatted(function, value));
    }

    private String tier() {
        double[] clv = Columns.query(ledger, "select clv::double as clv from life_score")
                .doubles("clv");
        return Tiers.byCustomers(clv, Tiers.DEFAULT_SHARES).tiers().stream()
                .map(tier -> "when clv::double >= '%s'::double then '%s'".formatted(tier.from(), tier.name()))
                .collect(Collectors.joining(" ", "case ", " end"));
    }

    private LifetimeResult result() {
        List<LifetimeResult.Stream> streams = new ArrayList<>();
        TotalEstimate clv = Sums.NOTHING;
        for (Relationship relationship : Relationship.values()) {
            Columns sums = Columns.query(ledger, """
                    select count(*)::double as customers, coalesce(sum(expected_revenue), 0)::double as expected_revenue, coalesce(sum(clv), 0)::double as clv,
                        coalesce(sum(lifetime_value), 0)::double as lifetime_value
                    from life_score_stream
                    where relationship = '%s'
                    """.formatted(relationship.label()));
            long customers = (long) sums.doubles("customers")[0];
            if (customers > 0) {
                TotalEstimate total = Sums.scaled(forecast.of(relationship).total(), sums.doubles("clv")[0]);
                clv = Sums.plus(clv, total);
                streams.add(new LifetimeResult.Stream(
                        relationship.label(),
                        forecast.of(relationship).model(),
                        customers,
                        sums.doubles("expected_revenue")[0],
                        total,
                        sums.doubles("lifetime_value")[0],
                        forecast.of(relationship).grounds()));
            }
        }
        Columns all = Columns.query(ledger, """
                select count(*)::double as customers, coalesce(sum(total_value - clv), 0)::double as historic, coalesce(sum(lifetime_value), 0)::double as lifetime_value
                from life_score
                """);
        notices.addAll(forecast.notices());
        return new LifetimeResult(
                world.asOf(),
                world.knowledge().label(),
                basis.label(),
                LifetimeTerms.months(terms.horizon(), world.asOf()),
                LifetimeTerms.months(terms.cap(), world.asOf()),
                terms.discount().annual(),
                world.baseCurrency(),
                (long) all.doubles("customers")[0],
                all.doubles("historic")[0],
                clv,
                all.doubles("lifetime_value")[0],
                streams,
                notices);
    }
}
