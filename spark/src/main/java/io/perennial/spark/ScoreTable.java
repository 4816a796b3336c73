// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A table of scores in the catalog, with the day as of which they hold in column {@code as_of}. What is written becomes visible at once as far as the table's format sees to that. */
final class ScoreTable {
    private static final String AS_OF = "as_of";

    private final String name;
    private final boolean there;
    private final ScoreFolder.Mode mode;

    private ScoreTable(String name, boolean there, ScoreFolder.Mode mode) {
        this.name = name;
        this.there = there;
        this.mode = mode;
    }

    static ScoreTable check(SparkSession session, String name, ScoreFolder.Mode mode) {
        boolean there = session.catalog().tableExists(name);
        if (there && mode == ScoreFolder.Mode.ERROR) {
            throw ScoreFolder.exists("table " + name);
        }
        return new ScoreTable(name, there, mode);
    }

    void write(Dataset<Row> scores, LocalDate asOf) {
        Dataset<Row> dated = scores.withColumn(AS_OF, lit(Date.valueOf(asOf)));
        if (!there) {
            dated.write().partitionBy(AS_OF).saveAsTable(name);
        } else if (mode == ScoreFolder.Mode.APPEND) {
            dated.write().mode("append").partitionBy(AS_OF).saveAsTable(name);
        } else {
            dated.write()
                    .mode("overwrite")
                    .option("partitionOverwriteMode", "dynamic")
                    .insertInto(name);
        }
    }
}
