// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.lifetime.Lifetime.Forecast;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.Staging;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.DiscountRate;
import io.perennial.model.value.TotalEstimate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** What would have been forecast a year ago, with what was known then, beside what came since. */
public final class TrackRecord {
    private static final String PAST = "life_past";

    /** The staged tables that forecasts of revenue read. */
    private static final Set<String> STAGED = Set.of(
            "stg_day",
            "stg_rate",
            "stg_reference",
            "stg_alias",
            "stg_revenue",
            "stg_subscription",
            "stg_contract",
            "stg_customer");

    /**
     * How right a forecast was.
     *
     * @param asOf day of the forecast
     * @param until last day it is compared with
     * @param customers for whom anything was expected
     * @param predicted revenue of all customers known then, undiscounted
     * @param actual what they brought
     * @param bias predicted / actual - 1; null without actual revenue
     * @param coverage80 share of these customers whose revenue lies in their 80 % interval
     */
    public record Row(
            LocalDate asOf,
            LocalDate until,
            String relationship,
            long customers,
            double predicted,
            double predictedLow,
            double predictedHigh,
            double actual,
            @Nullable Double bias,
            double coverage80) {}

    private TrackRecord() {}

    /** Compares and keeps the comparison; the scores of {@code world} must have been made on this connection ({@link Lifetime#score}). */
    public static List<Row> of(Connection ledger, World world, LifetimeTerms terms, Stages stages) {
        LocalDate day = world.asOf().minusYears(1);
        World then = new World(day, Knowledge.AS_KNOWN_THEN, world.zone(), world.baseCurrency(), world.assumptions());
        LifetimeTerms revenue = terms.withHorizon(Horizon.TWELVE_MONTHS).withDiscount(DiscountRate.NONE);
        SqlText.run(ledger, PAST, "attach ':memory:' as " + PAST);
        try (Connection past = ledger.unwrap(DuckDBConnection.class).duplicate()) {
            define(ledger, "forecast_day()", "date '" + day + "'");
            SqlText.run(
                    ledger,
                    "life_actual",
                    "create table " + PAST + ".actual as\n" + SqlText.of(TrackRecord.class, "life_actual"));
            Store store = Store.of(ledger);
            SqlText.run(past, PAST, "set search_path = " + SqlText.literal(PAST + ".main," + store.schema()));
            stages.run("stage a year ago", () -> {
                Staging.look(past, then);
                Staging.make(
                        past,
                        Staging.STEPS.stream()
                                .filter(step -> STAGED.contains(step.table()))
                                .toList());
            });
            Forecast forecast = Lifetime.forecast(past, then, revenue, Learnt.NOTHING, stages);
            return kept(past, store, rows(past, then, world.asOf(), forecast), world);
        } catch (SQLException e) {
            throw SqlText.failure(PAST, e);
        } finally {
            SqlText.run(ledger, PAST, "detach " + PAST);
        }
    }

    private static List<Row> rows(Connection past, World then, LocalDate until, Forecast forecast) throws SQLException {
        List<Row> rows = new ArrayList<>();
        String query = SqlText.of(TrackRecord.class, "life_outcome").replace("${past}", PAST);
        try (Statement statement = past.createStatement();
                ResultSet row = statement.executeQuery(query + " order by relationship desc")) {
            while (row.next()) {
                String name = row.getString("relationship");
                Relationship relationship = Relationship.valueOf(name.toUpperCase(Locale.ROOT));
                double predicted = row.getDouble("predicted");
                TotalEstimate total = Sums.scaled(forecast.of(relationship).total(), predicted);
                rows.add(new Row(
                        then.asOf(),
                        until,
                        name,
                        row.getLong("customers"),
                        predicted,
                        total.low80(),
                        total.high80(),
                        row.getDouble("actual"),
                        row.getObject("bias", Double.class),
                        row.getDouble("coverage_80")));
            }
        }
        return rows;
    }

    private static List<Row> kept(Connection past, Store store, List<Row> rows, World world) {
        for (Row row : rows) {
            store.replace(
                    past,
                    "score_track_record",
                    """
                    select date '%s' as as_of, date '%s' as until, '%s' as relationship, %d as customers, %s::double as predicted, %s::double as predicted_low,
                        %s::double as predicted_high, '%s'::decimal(38, 4) as actual, %s::double as bias, %s::double as coverage_80, %s as currency
                    """.formatted(
                                    row.asOf,
                                    row.until,
                                    row.relationship,
                                    row.customers,
                                    row.predicted,
                                    row.predictedLow,
                                    row.predictedHigh,
                                    row.actual,
                                    row.bias,
                                    row.coverage80,
                                    SqlText.literal(world.baseCurrency())),
                    "as_of = date '%s' and until = date '%s' and relationship = '%s'"
                            .formatted(row.asOf, row.until, row.relationship));
        }
        return rows;
    }

    private static void define(Connection ledger, String function, String value) {
        SqlText.run(ledger, function, "create or replace temp macro %s as %s".formatted(function, value));
    }
}
