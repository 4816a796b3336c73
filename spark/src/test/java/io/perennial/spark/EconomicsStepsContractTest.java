// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.Sql;
import io.perennial.engine.economics.Economics;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.metric.Metrics;
import io.perennial.engine.refresh.Derived;
import io.perennial.engine.refresh.Steps;
import io.perennial.engine.segment.Segments;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.Step;
import io.perennial.engine.stage.World;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps from staged tables to what customers bring and cost, and cohorts, movements, segments, cost to serve and channels upon them, say the same on both engines.
 */
class EconomicsStepsContractTest {
    private static final LocalDate AS_OF = LocalDate.of(2024, 5, 15);

    @TempDir
    private Path folder;

    @Test
    void stepsAgree() {
        try (Ledger ledger = Ledger.inMemory()) {
            Connection db = ledger.connection();
            Engines.execute(db, Sql.resource(EconomicsStepsContractTest.class, "economics_facts.sql"));
            World world = World.of(db, AS_OF, Knowledge.RESTATED);
            Derived.open(ledger, world, Steps.ALL);
            SqlSteps steps = new SqlSteps(Engines.spark().newSession());
            define(steps, world);
            steps.prelude(Step.class);
            for (String table : staged()) {
                copy(db, steps, table);
            }
            for (Step step : Economics.STEPS) {
                compare(db, steps, step.table(), step.rules(), "select * from " + step.table());
            }
            questions(db, steps);
        }
    }

    /** Groups and periods, and what is asked of them. */
    private void questions(Connection db, SqlSteps steps) {
        Engines.execute(
                db,
                "create or replace temp table segment as select customer_id, coalesce(channel, '?') as segment from stg_customer;"
                        + "create or replace temp table segment_of as select customer_id, coalesce(country, '?') as key from stg_customer;"
                        + "create or replace temp table period as select strftime(m, '%Y-%m') as period, m::date as first_day, last_day(m::date) as last_day, 1 as months, "
                        + "last_day(m::date) > as_of() as unfinished from generate_series(timestamp '2023-01-01', timestamp '2024-05-01', interval 1 month) t(m);"
                        + "create or replace temp table grid as select s.segment, p.period, p.first_day, p.last_day, p.months, p.unfinished "
                        + "from (select distinct segment from segment) s cross join period p;"
                        + "create or replace temp macro period_months() as 1");
        steps.define("period_months", 1);
        for (String table : List.of("segment", "segment_of", "period", "grid")) {
            copy(db, steps, table);
        }
        for (String view : List.of("cohort", "member")) {
            String text = Sql.resource(Metrics.class, view + ".sql");
            Engines.execute(db, text);
            compare(db, steps, view, text, "select * from " + view);
        }
        for (String metric : List.of("mrr_movements", "cost_to_serve", "audit_change", "customer_churn", "revenue")) {
            String text = Sql.resource(Metrics.class, metric + ".sql");
            compare(db, steps, metric, text, text);
        }
        for (String query : List.of("channel_year", "segment_cost", "segment_unshared")) {
            String text = Sql.resource(Segments.class, query + ".sql");
            compare(db, steps, query, text, text);
        }
    }

    /** A world's functions, with the types that Spark wants to know. */
    private static void define(SqlSteps steps, World world) {
        for (var function : world.functions().entrySet()) {
            String name = function.getKey();
            if (name.endsWith("()")) {
                String type = name.equals("as_of()")
                        ? "date"
                        : name.equals("known_before()")
                                ? "timestamp_ntz"
                                : name.equals("restated()")
                                        ? "boolean"
                                        : name.equals("base_currency()")
                                                ? "string"
                                                : name.endsWith("digits()") || name.endsWith("months()")
                                                        ? "int"
                                                        : "decimal(18, 4)";
                String value = function.getValue().replace("timestamp '", "timestamp_ntz '");
                steps.define(name.substring(0, name.length() - 2), type, value);
            }
        }
    }

    private static Set<String> staged() {
        Set<String> tables = new TreeSet<>();
        for (Step step : Economics.STEPS) {
            step.reads().stream().filter(table -> table.startsWith("stg_")).forEach(tables::add);
        }
        return tables;
    }

    /** A table as the embedded engine has it, given to Spark. */
    private void copy(Connection db, SqlSteps steps, String table) {
        Path file = folder.resolve(table + ".parquet");
        Engines.execute(db, "copy (select * from %s) to '%s' (format parquet)".formatted(table, file));
        keep(steps, steps.session().read().parquet(file.toString()), table);
    }

    private static void compare(Connection db, SqlSteps steps, String name, String text, String query) {
        Dataset<Row> made = steps.run(text);
        keep(steps, made, name);
        List<Row> rows = steps.session().table(name).collectAsList();
        Engines.assertSame(name, Engines.rows(rows), Engines.rows(db, query));
    }

    /** What follows reads the rows, or every step would compute all before it again. */
    private static void keep(SqlSteps steps, Dataset<Row> rows, String view) {
        steps.session().createDataFrame(rows.collectAsList(), rows.schema()).createOrReplaceTempView(view);
    }
}
