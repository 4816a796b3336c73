// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import io.perennial.engine.ClvException;
import io.perennial.model.decision.Tiers;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL steps from order lines to customers.
 *
 * <p>A step reads its dates from SQL functions of no argument ({@code observation_end()} …), which are defined here before it runs; so the same SQL text
 * serves every engine that can define such functions.
 */
public final class Mart implements CustomerMart {
    /** Beyond this number of customers backtests and checks look at a sample: its errors are then far below the differences they have to see. */
    private static final int SAMPLE_CUSTOMERS = 20_000;

    /** At most this part of the heap holds order lines; what needs more is left to the database, which spills to disk. */
    private static final int HEAP_PART = 3;

    /** Only a guess, for the size of a table that grows if it must. */
    private static final int LINES_OF_A_CUSTOMER = 6;

    private final Connection connection;
    private boolean netted;
    private LocalDate start = LocalDate.EPOCH;
    private LocalDate knownUntil = LocalDate.EPOCH;
    private @Nullable Tallied tallied;

    public Mart(Connection connection) {
        this.connection = connection;
        execute(text("prelude_duckdb"));
    }

    /**
     * The dates of an observation.
     *
     * @param refunds whether order lines hold refunds that have to be netted against what they reverse
     */
    public void observe(LocalDate from, LocalDate until, boolean refunds) {
        start = from;
        knownUntil = until;
        define("observation_start", from);
        define("known_until", until);
        netted = refunds;
        if (netted) {
            net(until, 1);
            execute(text("purchase_day"));
        }
    }

    /**
     * The view {@code customer_summary}, what every customer did up to the observation end, and the table {@code reversed_customer}, those of whose purchases none was
     * left.
     *
     * @param lines about as many order lines are there
     */
    public void customerSummary(LocalDate observationEnd, long lines) {
        define("observation_end", observationEnd);
        if (!canTally(observationEnd, lines) || !tally(observationEnd, lines)) {
            summarise();
        }
        execute(text(netted ? "reversed_customer" : "reversed_customer_none"));
    }

    /** The summary by SQL alone: the definition of what {@link Tallied} computes, and the way for refunds and for more lines than fit into memory. */
    void summarise() {
        execute(text(netted ? "customer_history_netted" : "customer_history_plain"));
        execute(text("summarised_customer"));
        execute(text("customer_summary"));
    }

    /** The view {@code netted_day}, of one customer in so many, as known at the end. */
    private void net(LocalDate end, int buckets) {
        define("netting_end", end);
        define("netting_buckets", buckets);
        execute(text("netting"));
    }

    private boolean canTally(LocalDate observationEnd, long lines) {
        return !netted
                && observationEnd.equals(knownUntil)
                && ChronoUnit.DAYS.between(start, observationEnd) < 1L << LineBuffer.DAY_BITS
                && lines * LineBuffer.LINE_BYTES < Runtime.getRuntime().maxMemory() / HEAP_PART;
    }

    /** The summary in one pass over the lines; false, with nothing done, where the lines do not allow it. */
    boolean tally(LocalDate observationEnd, long lines) {
        LineTally tally = new LineTally(lines / LINES_OF_A_CUSTOMER);
        Tallied counted;
        try {
            tally.register(connection);
            execute(text(hasNumericIds() ? "customer_check_number" : "customer_check_text"));
            execute(text("tallied_customer"));
            if (!tally.usable()) {
                return false;
            }
            counted = Tallied.of(tally, (int) ChronoUnit.DAYS.between(start, observationEnd), SAMPLE_CUSTOMERS);
        } catch (SQLException e) {
            throw sqlFailure(e);
        } catch (ArithmeticException beyondLong) {
            return false;
        } finally {
            tally.release();
        }
        ArrayFunctions functions = new ArrayFunctions(connection);
        functions.ints("tallied_position", counted.position());
        functions.longs("tallied_revenue", counted.revenue());
        functions.ints("tallied_frequency", counted.columns().ints("frequency"));
        functions.ints("tallied_recency_days", counted.columns().ints("recency_days"));
        functions.ints("tallied_observed_days", counted.columns().ints("observed_days"));
        functions.doubles("tallied_monetary_value", counted.columns().doubles("monetary_value"));
        functions.doubles("tallied_mean_amount", counted.columns().doubles("mean_amount"));
        functions.ints("sampled_customer", counted.sample().customer());
        functions.ints("sampled_day", counted.sample().day());
        functions.longs("sampled_amount", counted.sample().amount());
        execute(text("customer_summary_tallied"));
        tallied = counted;
        return true;
    }

    private boolean hasNumericIds() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select customer_id from order_line limit 0")) {
            return row.getMetaData().getColumnType(1) == Types.BIGINT;
        }
    }

    /** The columns of {@code customer_summary} that models need, in the order of its positions. */
    public Columns customers() {
        return tallied != null ? tallied.columns() : Columns.query(connection, text("customer_columns"));
    }

    /**
     * What {@link #scores} needs beside the forecast functions.
     *
     * @param unitDays days in the unit of the models' time
     * @param margin fraction of revenue that counts as value
     * @param tiers from the highest to the lowest
     */
    public void defineScores(LocalDate asOf, double unitDays, double margin, Tiers tiers) {
        define("as_of", asOf);
        String cases = tiers.tiers().stream()
                .map(tier -> "when clv >= '%s'::double then '%s'".formatted(tier.from(), tier.name()))
                .collect(Collectors.joining(" ", "case ", " end"));
        execute("create or replace macro tier_name(clv) as " + cases);
        execute("create or replace macro unit_days() as %s::double".formatted(unitDays));
        // a product of decimals of this width takes divisions of 128 bits, as much as a tenth of the time it takes to
        // write the scores
        String product = margin == 1
                ? "revenue"
                : "revenue * %s::decimal(9, 8)"
                        .formatted(BigDecimal.valueOf(margin).toPlainString());
        execute("create or replace macro on_margin(revenue) as (%s)::decimal(38, 4)".formatted(product));
        execute(text("score"));
    }

    /** The query of one row per customer with history, forecast and value, once {@link #defineScores} and the forecast functions are there. */
    public static String scores() {
        return text("scores");
    }

    /** Ids of the customers at these positions of {@code customer_summary}. */
    public Map<Integer, String> customerIds(int[] rows) {
        String list = Arrays.stream(rows).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        execute("create or replace macro wanted_positions() as [%s]::bigint[]".formatted(list));
        Map<Integer, String> ids = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text("customer_id"))) {
            while (row.next()) {
                ids.put(row.getInt("position"), row.getString("customer_id"));
            }
        } catch (SQLException e) {
            throw sqlFailure(e);
        }
        return ids;
    }

    /**
     * The table {@code purchase_day_sample}: purchase days of one customer in {@link #sampleOf}, chosen by a hash of the customer id so that every run chooses
     * the same ones.
     */
    public void sample() {
        define("sample_buckets", sampleOf());
        if (tallied != null) {
            define("sample_days", tallied.sample().day().length);
            execute(text("purchase_day_sample_tallied"));
        } else {
            execute(text(netted ? "purchase_day_sample_netted" : "purchase_day_sample_plain"));
        }
    }

    @Override
    public int sampleOf() {
        return tallied != null
                ? tallied.sampleOf()
                : (int) Math.max(1, number("select count(*) from customer_summary") / SAMPLE_CUSTOMERS);
    }

    /** Net revenue of all customers up to the observation end, to the cent: summed as decimals. */
    public double historicRevenue() {
        return number(text("historic_revenue"));
    }

    /** Customers of whose purchases none was left. */
    public long reversedCustomers() {
        return (long) number("select count(*) from reversed_customer");
    }

    /** The one number that a query returns. */
    private double number(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getDouble(1);
        } catch (SQLException e) {
            throw sqlFailure(e);
        }
    }

    @Override
    public void origin(LocalDate windowStart, LocalDate origin, LocalDate holdoutEnd) {
        define("window_start", windowStart);
        define("observation_end", origin);
        define("holdout_end", holdoutEnd);
        if (netted) {
            net(origin, sampleOf());
        }
        execute(text(netted ? "origin_day_netted" : "origin_day_plain"));
    }

    @Override
    public Columns holdout() {
        return Columns.query(connection, text("holdout"));
    }

    @Override
    public Columns holdoutWeeks() {
        return Columns.query(connection, text("holdout_week"));
    }

    @Override
    public Columns repeatWeeks() {
        return Columns.query(connection, text("repeat_week"));
    }

    @Override
    public Columns repeatDays() {
        return Columns.query(connection, text("repeat_day"));
    }

    @Override
    public Columns acquisitions() {
        return Columns.query(connection, text("acquisition"));
    }

    @Override
    public Columns intervalPairs(LocalDate observationEnd) {
        define("observation_end", observationEnd);
        return Columns.query(connection, text("interval_pair"));
    }

    /** Mean logarithm of all intervals between purchases of customers of the sample, in days; 0 when there is none. */
    public double meanLogInterval(LocalDate observationEnd) {
        define("observation_end", observationEnd);
        return number(text("interval_log"));
    }

    @Override
    public double meanLogIntervalAtOrigin() {
        return number(text("interval_log_origin"));
    }

    void define(String function, LocalDate value) {
        execute("create or replace macro %s() as date '%s'".formatted(function, value));
    }

    private void define(String function, int value) {
        execute("create or replace macro %s() as %d".formatted(function, value));
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw sqlFailure(e);
        }
    }

    static ClvException sqlFailure(SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (message.startsWith("Out of Memory")
                || message.contains("No space left")
                || message.startsWith("IO Error")) {
            return ClvException.resource(
                    "engine-resource", message, "Free memory or disk space, or give another temporary folder.", e);
        }
        return ClvException.internal("engine-sql", message, e);
    }

    private static String text(String step) {
        try (InputStream in = Mart.class.getResourceAsStream(step + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("SQL step must be on the class path, was missing: " + step);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read SQL step " + step, e);
        }
    }
}
