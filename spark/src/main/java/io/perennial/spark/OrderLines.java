// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import io.perennial.engine.ClvException;
import io.perennial.engine.sheet.Header;
import io.perennial.engine.source.HeaderWords;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.jspecify.annotations.Nullable;

/**
 * Orders of any table as order lines, and what was refused. A row is refused by the first rule it breaks, by the names that the embedded engine has for them.
 *
 * @param lines the view {@code order_line}: customer_id, day, order_id, kind, amount
 * @param refused the rows as they were, with {@code rule}
 */
record OrderLines(Dataset<Row> lines, Dataset<Row> refused, Facts facts) {
    private static final int SCALE = 4;
    private static final int MOST_DIGITS = 38;
    private static final DecimalType MONEY = DataTypes.createDecimalType(18, SCALE);

    private static final int LENGTH_OF_DAY = 10;

    /** The end of 2024-01-31T23:30:00Z and 2024-01-31 23:30 +01:00. */
    private static final String OFFSET = "\\d(Z| ?[+-]\\d{2}:?\\d{2}| ?UTC)$";

    /** Larger amounts do not fit into the ledger's money. */
    private static final String MOST = "99999999999999";

    /** What the lines are, from one pass over them. */
    record Facts(
            long read,
            long accepted,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable LocalDate lastKnown,
            boolean refunds) {}

    static OrderLines of(Dataset<Row> table, OrderColumns columns, LocalDate latest) {
        Names names = new Names(table, HeaderWords.load());
        String customer = names.find("customer", columns.customer());
        String date = names.find("date", columns.date());
        Column paid = amount(table, columns, names);
        String order = names.perhaps("order", columns.order());
        Dataset<Row> typed = table.withColumn("clv_customer", id(table, customer))
                .withColumn("clv_day", day(table, date, columns.dateFormat()))
                .withColumn("clv_amount", paid)
                .withColumn("clv_order", order == null ? lit(null).cast("string") : blankAsNull(name(order)));
        Dataset<Row> judged = typed.withColumn(
                "rule",
                when(col("clv_customer").isNull(), "missing-customer")
                        .when(missing(table, date), "missing-date")
                        .when(col("clv_day").isNull(), "invalid-date")
                        .when(col("clv_day").lt(lit(Date.valueOf(LocalDate.EPOCH))), "date-before-1970")
                        .when(col("clv_day").gt(lit(Date.valueOf(latest))), "date-in-future")
                        .when(col("clv_amount").isNull(), "not-a-number")
                        .when(tooLarge(typed), "amount-too-large"));
        Dataset<Row> lines = judged.where(col("rule").isNull())
                .select(
                        col("clv_customer").as("customer_id"),
                        col("clv_day").as("day"),
                        col("clv_order").as("order_id"),
                        when(col("clv_amount").lt(0), "refund")
                                .otherwise("order")
                                .as("kind"),
                        col("clv_amount").cast(MONEY).as("amount"));
        Dataset<Row> refused =
                judged.where(col("rule").isNotNull()).drop("clv_customer", "clv_day", "clv_amount", "clv_order");
        return new OrderLines(lines, refused, facts(judged));
    }

    /** Most decimals cannot be, which saves a look at each. */
    private static Column tooLarge(Dataset<Row> typed) {
        DecimalType type = (DecimalType) type(typed, "clv_amount");
        return type.precision() <= MONEY.precision()
                ? lit(false)
                : abs(col("clv_amount")).gt(lit(MOST).cast(type));
    }

    private static Facts facts(Dataset<Row> judged) {
        Column good = col("rule").isNull();
        Column order = good.and(col("clv_amount").geq(0));
        Row row = judged.agg(
                        count(lit(1)),
                        coalesce(sum(when(good, 1L)), lit(0L)),
                        min(when(order, col("clv_day"))),
                        max(when(order, col("clv_day"))),
                        max(when(good, col("clv_day"))),
                        coalesce(max(when(good, col("clv_amount").lt(0))), lit(false)))
                .head();
        return new Facts(row.getLong(0), row.getLong(1), date(row, 2), date(row, 3), date(row, 4), row.getBoolean(5));
    }

    private static @Nullable LocalDate date(Row row, int at) {
        Date date = row.isNullAt(at) ? null : row.getDate(at);
        return date == null ? null : date.toLocalDate();
    }

    private static Column id(Dataset<Row> table, String customer) {
        return type(table, customer) instanceof IntegralType
                ? name(customer).cast(DataTypes.LongType)
                : blankAsNull(name(customer));
    }

    private static Column day(Dataset<Row> table, String date, @Nullable String format) {
        DataType type = type(table, date);
        if (type.equals(DataTypes.DateType)) {
            return name(date);
        }
        if (type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType)) {
            return name(date).cast(DataTypes.DateType);
        }
        Column text = trim(name(date).cast("string"));
        if (format != null) {
            return try_to_timestamp(text, lit(format)).cast(DataTypes.DateType);
        }
        // only a text longer than a day can say where on earth its time is
        return when(
                        length(text).gt(lit(LENGTH_OF_DAY)).and(text.rlike(OFFSET)),
                        text.try_cast(DataTypes.TimestampType).cast(DataTypes.DateType))
                .otherwise(text.try_cast(DataTypes.DateType));
    }

    private static Column amount(Dataset<Row> table, OrderColumns columns, Names names) {
        boolean product = columns.amount() == null && (columns.quantity() != null || columns.price() != null);
        if (!product) {
            return money(table, names.find("amount", columns.amount()));
        }
        Column quantity = number(table, names.find("quantity", columns.quantity()));
        return round(quantity.multiply(number(table, names.find("price", columns.price()))), 4)
                .try_cast("decimal(38,4)");
    }

    private static Column money(Dataset<Row> table, String column) {
        if (type(table, column) instanceof DecimalType decimal && decimal.scale() <= SCALE) {
            // as it is: by way of text it would cost more than all the rest of reading
            return name(column)
                    .cast(DataTypes.createDecimalType(
                            Math.min(MOST_DIGITS, decimal.precision() - decimal.scale() + SCALE), SCALE));
        }
        return round(number(table, column), SCALE).try_cast("decimal(38,4)");
    }

    /** A number as a decimal; binary fractions by way of their shortest text, so that 19.99 is 19.99. */
    private static Column number(Dataset<Row> table, String column) {
        DataType type = type(table, column);
        // Spark makes a decimal of a double by way of its shortest text, of a float by way of the double nearest to it.
        Column cell = type.equals(DataTypes.FloatType) ? name(column).cast("string") : name(column);
        return (type.equals(DataTypes.StringType) ? trim(cell) : cell).try_cast("decimal(28,8)");
    }

    private static Column missing(Dataset<Row> table, String column) {
        return type(table, column).equals(DataTypes.StringType)
                ? blankAsNull(name(column)).isNull()
                : name(column).isNull();
    }

    private static Column blankAsNull(Column column) {
        Column text = trim(column.cast("string"));
        return when(text.notEqual(""), text);
    }

    private static Column name(String column) {
        return col("`" + column.replace("`", "``") + "`");
    }

    private static DataType type(Dataset<Row> table, String column) {
        return table.schema().apply(column).dataType();
    }

    /** The columns of a table by what they mean. */
    private record Names(Dataset<Row> table, HeaderWords words) {
        String find(String role, @Nullable String named) {
            String found = perhaps(role, named);
            if (found == null) {
                throw ClvException.data(
                        "column-missing",
                        "No column could be told to be the %s; the columns are %s."
                                .formatted(role, String.join(", ", table.columns())),
                        "Name it with --%s.".formatted(role));
            }
            return found;
        }

        @Nullable
        String perhaps(String role, @Nullable String named) {
            List<String> columns = Arrays.asList(table.columns());
            if (named != null) {
                return columns.stream()
                        .filter(column -> column.equalsIgnoreCase(named))
                        .findFirst()
                        .orElseThrow(() -> ClvException.data(
                                "column-missing",
                                "--%s must name a column, was %s; the columns are %s."
                                        .formatted(role, named, String.join(", ", columns)),
                                "Names are compared without case."));
            }
            return words.words(role).stream()
                    .map(word -> columns.stream()
                            .filter(column -> Header.plain(column).equals(word))
                            .findFirst()
                            .orElse(null))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }
}
