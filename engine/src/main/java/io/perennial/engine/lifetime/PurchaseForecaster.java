// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.run.PurchaseValues;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Customers who buy when they like, by the purchase models on their net purchase days. */
final class PurchaseForecaster {
    /** A database in memory for the tables of the purchase models, beside the ledger's own. */
    private static final String PLACE = "life_orders";

    private PurchaseForecaster() {}

    /** Adds one part per customer with a purchase that stood. */
    static StreamForecast run(
            Connection ledger, World world, LifetimeTerms terms, Learnt given, Parts parts, Stages stages) {
        SqlText.run(ledger, PLACE, "attach ':memory:' as " + PLACE);
        try {
            String lines = PLACE + ".order_line";
            SqlText.run(
                    ledger,
                    "order_line",
                    "create table " + lines + " as\n" + SqlText.of(PurchaseForecaster.class, "order_line"));
            SqlText.run(
                    ledger,
                    "life_buyer",
                    "create or replace temp table life_buyer as select distinct customer_id::integer as customer from "
                            + lines);
            Span span = Span.of(ledger, lines);
            LocalDate first = span.first;
            LocalDate last = span.last;
            if (first == null || last == null) {
                return StreamForecast.NOTHING;
            }
            PurchaseValues values = PurchaseValues.of(
                    beside(ledger),
                    first,
                    last,
                    span.lines,
                    span.refunds,
                    terms.analysis(world.asOf()),
                    terms.cap(),
                    Lifetime.RISK_DAYS,
                    given.purchases(),
                    stages);
            add(values, parts);
            return new StreamForecast(
                    values.total(),
                    values.model(),
                    List.of(values.choice()),
                    values.notices(),
                    Learnt.of(values.learnt()),
                    presence(values));
        } finally {
            SqlText.run(ledger, PLACE, "detach " + PLACE);
        }
    }

    private static Optional<Activity.Presence> presence(PurchaseValues values) {
        if (values.customer().length == 0) {
            return StreamForecast.NOTHING.presence();
        }
        return values.futures().map(futures -> (bounds, chances) -> {
            double[][] byPeriod = futures.probabilities(bounds);
            for (int period = 0; period < byPeriod.length; period++) {
                for (int i = 0; i < values.customer().length; i++) {
                    chances.add(period, values.customer()[i], byPeriod[period][i]);
                }
            }
        });
    }

    private static Connection beside(Connection ledger) {
        try {
            Connection own = ledger.unwrap(DuckDBConnection.class).duplicate();
            SqlText.run(own, PLACE, "use " + PLACE);
            return own;
        } catch (SQLException e) {
            throw SqlText.failure(PLACE, e);
        }
    }

    private static void add(PurchaseValues values, Parts parts) {
        for (int i = 0; i < values.customer().length; i++) {
            parts.add(
                    Relationship.PURCHASE,
                    values.customer()[i],
                    new Parts.Part(
                            values.expectedRevenue()[i],
                            values.value()[i],
                            values.low()[i],
                            values.high()[i],
                            values.lifetime()[i],
                            values.pAlive()[i],
                            values.silence()[i],
                            values.expectedSpend()[i]));
        }
    }

    /** What there is of order lines; no days when there are none. */
    private record Span(@Nullable LocalDate first, @Nullable LocalDate last, long lines, boolean refunds) {
        static Span of(Connection ledger, String lines) {
            try (Statement statement = ledger.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select min(day) filter (where kind = 'order'), max(day) filter (where kind = 'order'), count(*), coalesce(bool_or(kind = 'refund'), false) from "
                                    + lines)) {
                row.next();
                return new Span(
                        row.getObject(1, LocalDate.class),
                        row.getObject(2, LocalDate.class),
                        row.getLong(3),
                        row.getBoolean(4));
            } catch (SQLException e) {
                throw SqlText.failure(lines, e);
            }
        }
    }
}
