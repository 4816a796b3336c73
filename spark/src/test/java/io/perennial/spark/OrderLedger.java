// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Order lines that strain the steps, each ledger in its own way; seeded, so that every run sees the same. */
enum OrderLedger {
    EMPTY(0, 1, false, 0),
    ONE_CUSTOMER(40, 1, true, 0),
    /** Several lines a day, equal amounts, equal refunds. */
    TIES(600, 30, true, 0),
    ORDINARY(1_500, 300, true, 0),
    WITHOUT_REFUNDS(1_500, 300, false, 0),
    /** Nearly as many customers as lines. */
    HIGH_CARDINALITY(3_000, 100_000, false, 0),
    /** One customer has a third of all lines. */
    SKEW(1_500, 200, true, 0.34),
    /** Days at the ends of months and on leap days only. */
    MONTH_ENDS(800, 60, true, 0),
    /** Credits and orders of nothing. */
    NEGATIVE(800, 80, true, 0);

    static final LocalDate FROM = LocalDate.of(2023, 3, 1);
    static final LocalDate UNTIL = LocalDate.of(2024, 12, 31);

    /** A line; without order id where it is null. */
    record Line(String customer, LocalDate day, @Nullable String order, String kind, BigDecimal amount) {}

    private final int size;
    private final int customers;
    private final boolean refunds;
    private final double skew;

    OrderLedger(int size, int customers, boolean refunds, double skew) {
        this.size = size;
        this.customers = customers;
        this.refunds = refunds;
        this.skew = skew;
    }

    boolean hasRefunds() {
        return refunds;
    }

    List<Line> lines() {
        Random random = new Random(size * 31L + customers);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String customer = random.nextDouble() < skew ? "whale" : "C" + random.nextInt(customers);
            boolean refund = refunds && !lines.isEmpty() && random.nextInt(6) == 0;
            if (refund) {
                lines.add(refundOf(lines.get(random.nextInt(lines.size())), random));
            } else {
                String order = random.nextInt(4) == 0 ? null : "o" + i / (1 + random.nextInt(2));
                lines.add(new Line(customer, day(random), order, "order", amount(random)));
            }
        }
        return lines;
    }

    private Line refundOf(Line line, Random random) {
        BigDecimal back =
                random.nextBoolean() ? line.amount.abs() : amount(random).abs();
        String order = random.nextBoolean() ? line.order : random.nextBoolean() ? null : "unknown";
        return new Line(line.customer, line.day.plusDays(random.nextInt(200)), order, "refund", back.negate());
    }

    private LocalDate day(Random random) {
        LocalDate day = FROM.minusDays(20).plusDays(random.nextInt(720));
        return switch (this) {
            case MONTH_ENDS ->
                day.getYear() == 2024 && day.getMonthValue() < 4
                        ? LocalDate.of(2024, 2, 29)
                        : day.withDayOfMonth(day.lengthOfMonth());
            case TIES -> FROM.plusDays(random.nextInt(9) * 50L);
            default -> day;
        };
    }

    private BigDecimal amount(Random random) {
        return switch (this) {
            case TIES -> BigDecimal.valueOf(5 + 5 * random.nextInt(3));
            case NEGATIVE -> BigDecimal.valueOf(random.nextInt(6001) - 2000, 2);
            case ORDINARY -> BigDecimal.valueOf(1 + random.nextInt(99_999_999), 4);
            default -> BigDecimal.valueOf(random.nextInt(20_000), 2);
        };
    }

    void into(Connection db) {
        Engines.execute(
                db,
                "create or replace table order_line (customer_id varchar, day date, order_id varchar, kind varchar, amount decimal(18, 4))");
        try (PreparedStatement insert = db.prepareStatement("insert into order_line values (?, ?, ?, ?, ?)")) {
            for (Line line : lines()) {
                insert.setString(1, line.customer);
                insert.setObject(2, line.day);
                insert.setString(3, line.order);
                insert.setString(4, line.kind);
                insert.setBigDecimal(5, line.amount.setScale(4));
                insert.addBatch();
            }
            if (size > 0) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void into(SparkSession session) {
        StructType columns = new StructType()
                .add("customer_id", DataTypes.StringType)
                .add("day", DataTypes.DateType)
                .add("order_id", DataTypes.StringType)
                .add("kind", DataTypes.StringType)
                .add("amount", DataTypes.createDecimalType(18, 4));
        List<Row> rows = lines().stream()
                .map(line -> RowFactory.create(
                        line.customer, Date.valueOf(line.day), line.order, line.kind, line.amount.setScale(4)))
                .toList();
        session.createDataFrame(rows, columns).repartition(3).createOrReplaceTempView("order_line");
    }
}
