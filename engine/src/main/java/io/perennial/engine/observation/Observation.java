// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.observation;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.mart.Mart;
import io.perennial.engine.source.OrderReading;
import io.perennial.engine.source.OrderSource;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.engine.workspace.Workspace;
import io.perennial.model.TimeUnit;
import io.perennial.model.value.Customers;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Orders read and summarised by customer: what every run starts from. */
public final class Observation implements AutoCloseable {
    private final Workspace workspace;
    private final OrderReading reading;
    private final Mart mart;
    private final TimeUnit unit;
    private final LocalDate start;
    private final LocalDate end;
    private final List<Notice> notices;
    private final Columns customers;
    private final GroupedHistories grouped;
    private final long reversedCustomers;

    private Observation(
            Workspace workspace, Function<Connection, OrderReading> reader, Analysis analysis, Stages stages) {
        this.workspace = workspace;
        this.unit = analysis.unit();
        this.notices = new ArrayList<>();
        Connection db = workspace.connection();
        this.reading = stages.run("read", () -> reader.apply(db));
        notices.addAll(reading.notices());
        this.start = start(analysis);
        this.end = end(analysis);
        this.mart = new Mart(db);
        stages.run("summarise", () -> {
            mart.observe(start, knownUntil(analysis), reading.hasRefunds());
            mart.customerSummary(end, reading.rowsAccepted());
        });
        this.customers = stages.run("fetch", mart::customers);
        this.grouped = stages.run(
                "group",
                () -> GroupedHistories.of(
                        analysis.unit(),
                        customers.ints("frequency"),
                        customers.ints("recency_days"),
                        customers.ints("observed_days")));
        this.reversedCustomers = mart.reversedCustomers();
        stages.run("sample", mart::sample);
        if (reversedCustomers > 0) {
            notices.add(new Notice(
                    "customers-reversed",
                    (reversedCustomers == 1
                                    ? "1 customer has"
                                    : String.format(Locale.ROOT, "%,d customers have", reversedCustomers))
                            + " no purchase left after refunds and cancellations; the forecast is 0."));
        }
    }

    public static Observation open(SourceRequest source, Analysis analysis, Stages stages) {
        Observation observation =
                over(Workspace.open(), db -> OrderSource.read(db, source, stage -> {}), analysis, stages);
        if (observation.customers.rows() == 0) {
            OrderReading reading = observation.reading;
            observation.close();
            throw ClvException.data(
                    "no-customers",
                    "No customer has a purchase from %s to %s that was not reversed"
                            .formatted(observation.start, observation.end),
                    "Check --from and --until against the dates in the file: %s to %s."
                            .formatted(reading.firstDay(), reading.lastDay()));
        }
        return observation;
    }

    /** Orders that the reader leaves in the workspace; there may be nobody who bought. */
    public static Observation over(
            Workspace workspace, Function<Connection, OrderReading> reader, Analysis analysis, Stages stages) {
        try {
            return new Observation(workspace, reader, analysis, stages);
        } catch (RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    private LocalDate start(Analysis analysis) {
        LocalDate first = reading.firstDay();
        if (first == null) {
            throw ClvException.data(
                    "no-orders",
                    "No order could be accepted: %d rows read, %d quarantined"
                            .formatted(reading.rowsRead(), reading.rowsQuarantined()),
                    "Look at the first quarantined rows (--quarantine FILE) or name the columns with --customer, --date and --amount.");
        }
        LocalDate from = analysis.from();
        if (from != null && from.isAfter(first)) {
            notices.add(new Notice(
                    "left-truncated",
                    "Orders before %s are left out: customers who bought before then count as new on their first order after it."
                            .formatted(from)));
            return from;
        }
        return first;
    }

    private LocalDate end(Analysis analysis) {
        LocalDate last = reading.lastDay();
        LocalDate until = analysis.until();
        if (until == null) {
            until = last == null ? start : last;
            notices.add(new Notice(
                    "observation-end-assumed",
                    "The observation is taken to end on %s, the last day seen; if nothing was bought for some days after it, give --until DATE."
                            .formatted(until)));
        }
        if (until.isBefore(start)) {
            throw ClvException.user(
                    "window-empty",
                    "--until must not lie before the first day observed %s, was %s".formatted(start, until),
                    "Choose a later --until or an earlier --from.");
        }
        return until;
    }

    /** With an end of its own choice a run knows everything that was read, such as late refunds of orders before it; with a given end only what was known by then. */
    private LocalDate knownUntil(Analysis analysis) {
        LocalDate known = reading.lastKnownDay();
        return analysis.until() != null || known == null || known.isBefore(end) ? end : known;
    }

    public Connection connection() {
        return workspace.connection();
    }

    public OrderReading reading() {
        return reading;
    }

    public Mart mart() {
        return mart;
    }

    public LocalDate start() {
        return start;
    }

    public LocalDate end() {
        return end;
    }

    public int days() {
        return (int) ChronoUnit.DAYS.between(start, end) + 1;
    }

    /** One row per customer, in the order of the positions of {@code customer_summary}. */
    public Columns customers() {
        return customers;
    }

    /** The customers' histories, equal ones grouped. */
    public GroupedHistories grouped() {
        return grouped;
    }

    public long reversedCustomers() {
        return reversedCustomers;
    }

    /** Net revenue of all customers up to the observation end, to the cent: summed as decimals. */
    public double historicRevenue() {
        return mart.historicRevenue();
    }

    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** Mean logarithm of the intervals between purchases, in the time unit; of many customers, of a sample of them. */
    public double meanLogInterval() {
        return mart.meanLogInterval(end) - Math.log(unit.days());
    }

    /** What a spend model of this basis learns from. */
    public Customers customers(SpendBasis basis, GroupedHistories by) {
        return basis.customers(
                by.row(),
                customers.ints("frequency"),
                customers.doubles("monetary_value"),
                customers.doubles("mean_amount"));
    }

    /** Backtests and checks look at one customer in this many. */
    int sampleOf() {
        return mart.sampleOf();
    }

    @Override
    public void close() {
        workspace.close();
    }
}
