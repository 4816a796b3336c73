// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.Sql;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * The SQL steps of the embedded engine in a session of Spark: the same files, read from the same place.
 *
 * <p>A step is a query, with or without a head that says what to make of it. Tables and views are both views here: nothing is computed before somebody asks, and then in
 * one plan.
 */
final class SqlSteps {
    private static final Pattern HEAD = Pattern.compile(
            "^create or replace (?:temp )?(?:view|table) (\\w+) as\\s+", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final SparkSession session;

    /** @param session of its own, since its functions, views and settings are replaced */
    SqlSteps(SparkSession session) {
        this.session = session;
        // names in double quotes, as the SQL standard and the embedded engine have it
        session.conf().set("spark.sql.ansi.enabled", "true");
        session.conf().set("spark.sql.ansi.doubleQuotedIdentifiers", "true");
        // what is kept of few customers then lies in few partitions, not in as many as an exchange makes at most
        session.conf().set("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "true");
        // Spark may ask of a row before it drops it for want of an id
        UDF1<Object, Long> key = id -> id == null ? null : (Long) CustomerKey.of(id);
        UDF2<Object, Integer, Integer> bucket =
                (id, buckets) -> id == null ? null : (Integer) (int) (CustomerKey.of(id) % buckets);
        session.udf().register("customer_key", key, DataTypes.LongType);
        session.udf().register("sample_bucket", bucket, DataTypes.IntegerType);
    }

    SparkSession session() {
        return session;
    }

    /** Defines the functions of a prelude beside a class. */
    void prelude(Class<?> beside) {
        for (String statement : Sql.resource(beside, "prelude_spark.sql").split(";\\s*\\n", -1)) {
            if (!statement.isBlank()) {
                session.sql(statement);
            }
        }
    }

    /** Defines a function without arguments. */
    void define(String name, LocalDate value) {
        define(name, "date", "date '" + value + "'");
    }

    /** Defines a function without arguments. */
    void define(String name, int value) {
        define(name, "int", Integer.toString(value));
    }

    /** Defines a function without arguments. */
    void define(String name, String type, String value) {
        session.sql("create or replace temporary function %s() returns %s return %s".formatted(name, type, value));
    }

    /** The rows of a step's query, under the name in its head if it has one. */
    Dataset<Row> run(Class<?> beside, String step) {
        return run(Sql.resource(beside, step + ".sql"));
    }

    /** The same for the text of a step. */
    Dataset<Row> run(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.find()) {
            return session.sql(text);
        }
        Dataset<Row> rows = session.sql(head.replaceFirst(""));
        rows.createOrReplaceTempView(head.group(1));
        return rows;
    }
}
