// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.Notice;
import io.perennial.engine.report.Evidence.Better;
import io.perennial.engine.report.Evidence.Check;
import io.perennial.engine.report.Evidence.Contender;
import io.perennial.engine.report.Evidence.Format;
import io.perennial.engine.report.Evidence.Measure;
import io.perennial.engine.report.Provenance.Fact;
import io.perennial.engine.report.Provenance.FittedModel;
import io.perennial.engine.report.Provenance.Parameter;
import io.perennial.engine.report.Provenance.Timing;
import io.perennial.engine.report.ScoreReport.Frame;
import io.perennial.engine.report.ScoreReport.Headline;
import io.perennial.engine.report.ScoreReport.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reports made up from a seed: a shop as it could be, and the edges that a report must survive. */
final class SampleReports {
    static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
    static final LocalDate START = LocalDate.of(2023, 4, 1);

    private SampleReports() {}

    /** A shop of some thousand customers with everything available. */
    static ScoreReport shop() {
        return SampleShop.of(20260331, 4_372).report();
    }

    static Frame frame(String currency) {
        return new Frame(
                "gross_profit",
                0.40,
                "12 months",
                AS_OF,
                LocalDate.of(2027, 3, 31),
                0.10,
                "at the time of each purchase",
                currency,
                "BG/NBD with Gamma-Gamma spend",
                0.80);
    }

    /** Too little data for anything but the headline: every section gives its reason. */
    static ScoreReport oneCustomer() {
        return new ScoreReport(
                "one.csv",
                frame("EUR"),
                new Headline(1, 1, AS_OF, 42.5, 17, Interval.exactly(3.2), Interval.exactly(0.21), 0.5, 3.2, 3.2),
                List.of(
                        new Notice(
                                "too-few-buyers",
                                "1 buyer was found and 500 are needed to fit a model: the prior of the plain formula is used instead.")),
                Section.unavailable("One customer holds all the value."),
                Section.unavailable("A matrix needs at least 20 customers; there is 1."),
                new Evidence(
                        "No model could be chosen: 1 buyer was found and 500 are needed.",
                        Section.unavailable("There is no repeat transaction to track."),
                        Section.unavailable(
                                "A holdout needs at least 180 days of history; this file covers 1 day (31 March 2026)."),
                        List.of(new Check("Buyers", false, "1 found, 500 required", "The plain formula is used."))),
                Section.unavailable("One customer needs no list."),
                Section.unavailable("No probability to return can be given without a fitted model."),
                Section.unavailable("No calendar can be given without a fitted model."),
                new DataQuality(List.of(), 1, 1, 0, List.of(), "", List.of(), List.of()),
                new Provenance(
                        "0.1.0",
                        "clv score one.csv --report report.html",
                        Instant.parse("2026-04-01T08:15:30Z"),
                        AS_OF,
                        AS_OF,
                        "week",
                        Section.unavailable("No purchase model was fitted: 1 buyer."),
                        Section.unavailable("No spend model was fitted: no repeat buyer."),
                        List.of(),
                        List.of()));
    }

    static ScoreReport noHoldout() {
        ScoreReport shop = shop();
        Evidence.Tracking tracking = shop.evidence().tracking().content().orElseThrow();
        return withEvidence(
                shop,
                new Evidence(
                        "BG/NBD was used because --model names it.",
                        Section.of(new Evidence.Tracking(null, tracking.points())),
                        Section.unavailable("A holdout needs at least 180 days of history; this file covers 121 days."),
                        shop.evidence().checks()));
    }

    static ScoreReport withEvidence(ScoreReport r, Evidence evidence) {
        return new ScoreReport(
                r.title(),
                r.frame(),
                r.headline(),
                r.warnings(),
                r.concentration(),
                r.activity(),
                evidence,
                r.customers(),
                r.oneTimeBuyers(),
                r.nextPurchases(),
                r.quality(),
                r.provenance());
    }

    /** Every text from the data replaced by this one. */
    static ScoreReport named(String hostile) {
        ScoreReport r = shop();
        CustomerLists lists = r.customers().content().orElseThrow();
        return new ScoreReport(
                hostile,
                r.frame(),
                r.headline(),
                List.of(new Notice("hostile", hostile)),
                r.concentration(),
                r.activity(),
                r.evidence(),
                Section.of(new CustomerLists(
                        renamed(lists.mostValuable(), hostile),
                        renamed(lists.mostEndangered(), hostile),
                        lists.totalAtRisk())),
                r.oneTimeBuyers(),
                r.nextPurchases(),
                new DataQuality(
                        List.of(new DataQuality.File(hostile, hostile, 3)),
                        3,
                        2,
                        1,
                        List.of(new DataQuality.Rule("hostile", hostile, 1, hostile)),
                        hostile,
                        List.of(new DataQuality.Recognised(hostile, hostile, hostile, hostile)),
                        List.of(new Notice("hostile", hostile))),
                new Provenance(
                        "0.1.0",
                        hostile,
                        r.provenance().createdAt(),
                        START,
                        AS_OF,
                        "week",
                        Section.unavailable(hostile),
                        Section.unavailable(hostile),
                        List.of(),
                        List.of(new Fact(hostile, hostile))));
    }

    private static List<CustomerLists.Customer> renamed(List<CustomerLists.Customer> customers, String id) {
        return customers.stream()
                .map(c -> new CustomerLists.Customer(
                        id,
                        c.transactions(),
                        c.lastPurchase(),
                        c.historicValue(),
                        c.probabilityAlive(),
                        c.expectedTransactions(),
                        c.clv(),
                        c.valueAtRisk(),
                        c.nextPurchase(),
                        id))
                .toList();
    }

    /** Every amount of money multiplied: 0, a huge number, or a negative one. */
    static ScoreReport scaled(double factor) {
        return SampleShop.of(7, 300).scaled(factor).report();
    }

    static List<Check> checks() {
        return List.of(
                new Check("Buyers", true, "4,372 found, 500 required", ""),
                new Check("History", true, "1,096 days found, 180 required", ""),
                new Check("Recent order", true, "the last one 0 days before the as-of date, 30 allowed", ""),
                new Check("Three or more orders", true, "1,021 customers", ""),
                new Check(
                        "Spend independent of frequency",
                        false,
                        "correlation 0.19 among repeat buyers, 0.10 allowed",
                        "The value of very frequent buyers may be understated by some percent."));
    }

    static List<Measure> measures() {
        return List.of(
                new Measure(
                        "Total bias",
                        "Predicted over actual total, less one: 0% is right, +5% is five percent too many.",
                        Format.PERCENT,
                        Better.NEAR_ZERO),
                new Measure(
                        "Gini",
                        "How well the ranking finds the buyers of the holdout, normalised by the best possible ranking: 1 is perfect, 0 is chance.",
                        Format.NUMBER,
                        Better.HIGHER),
                new Measure(
                        "D²",
                        "Share of Poisson deviance explained: 1 is perfect, 0 is the same figure for everyone, below 0 is worse than that.",
                        Format.NUMBER,
                        Better.HIGHER),
                new Measure(
                        "MAE",
                        "Mean absolute error of the transactions per customer after scaling to the true total.",
                        Format.NUMBER,
                        Better.LOWER),
                new Measure(
                        "Top 10% found",
                        "Share of the holdout's spend made by the tenth of customers predicted to spend most.",
                        Format.PERCENT,
                        Better.HIGHER),
                new Measure("Fit", "Seconds to fit.", Format.SECONDS, Better.LOWER));
    }

    static List<Contender> contenders() {
        return List.of(
                contender("BG/NBD", true, false, 0.021, 0.614, 0.312, 0.842, 0.417, 0.041),
                contender("MBG/NBD", false, false, 0.028, 0.613, 0.309, 0.845, 0.416, 0.044),
                contender("Pareto/NBD", false, false, 0.019, 0.611, 0.307, 0.847, 0.414, 0.112),
                contender("Simple formula", false, true, 0.884, 0.402, -0.613, 1.122, 0.298, Double.NaN),
                contender("RFM cell mean", false, true, 0.094, 0.561, 0.241, 0.883, 0.371, 0.002),
                contender("Last period", false, true, 0.131, 0.488, Double.NaN, 0.961, 0.352, Double.NaN));
    }

    private static Contender contender(String name, boolean chosen, boolean baseline, double... values) {
        List<Interval> results = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            double spread = 0.02 + 0.03 * Math.abs(values[i]);
            results.add(
                    i == values.length - 1
                            ? Interval.exactly(values[i])
                            : Interval.of(values[i], values[i] - spread, values[i] + spread));
        }
        return new Contender(name, chosen, baseline, results);
    }

    static Provenance provenance() {
        return new Provenance(
                "0.1.0",
                "clv score orders-2023.csv orders-2024.csv orders-2025.csv.gz --margin 0.40 --horizon 12months --discount 0.10 --out scores.parquet --report report.html",
                Instant.parse("2026-04-01T08:15:30Z"),
                START,
                AS_OF,
                "week",
                Section.of(new FittedModel(
                        "BG/NBD",
                        List.of(
                                new Parameter("r", 0.2425945, 0.0125571),
                                new Parameter("alpha", 4.413532, 0.378224),
                                new Parameter("a", 0.792919, 0.185719),
                                new Parameter("b", 2.425893, Double.NaN)),
                        -9582.429223,
                        4_372,
                        2_961,
                        true,
                        17,
                        43,
                        3.1e-11,
                        List.of())),
                Section.of(new FittedModel(
                        "Gamma-Gamma, fitted on all purchases",
                        List.of(
                                new Parameter("p", 6.24986, 1.18903),
                                new Parameter("q", 3.74450, 0.28977),
                                new Parameter("gamma", 15.44780, 4.11201)),
                        -4058.601,
                        4_372,
                        4_011,
                        true,
                        21,
                        52,
                        8.8e-10,
                        List.of("Spend rises with frequency: the correlation is 0.19 among repeat buyers."))),
                List.of(
                        new Timing("Read and clean", 0.412),
                        new Timing("Group customers", 0.061),
                        new Timing("Choose the model", 0.388),
                        new Timing("Fit", 0.052),
                        new Timing("Predict with intervals", 0.117),
                        new Timing("Write scores", 0.043)),
                List.of(
                        new Fact("Seed", "42"),
                        new Fact("Java", "17.0.15 (Eclipse Adoptium)"),
                        new Fact("System", "Linux amd64, 2 processors")));
    }

    static DataQuality quality() {
        return new DataQuality(
                List.of(
                        new DataQuality.File("orders-2023.csv", "CSV, semicolons, Windows-1252", 4_120),
                        new DataQuality.File("orders-2024.csv", "CSV, semicolons, UTF-8 with byte order mark", 6_377),
                        new DataQuality.File("orders-2025.csv.gz", "CSV, semicolons, UTF-8, gzip", 7_004)),
                17_501,
                17_443,
                58,
                List.of(
                        new DataQuality.Rule(
                                "missing-customer",
                                "The row names no customer.",
                                41,
                                "orders-2023.csv, line 812, column Kundennr: empty"),
                        new DataQuality.Rule(
                                "unreadable-amount",
                                "The amount is not a number.",
                                17,
                                "orders-2024.csv, line 1,905, column Betrag: \"n/a\"")),
                "scores.quarantine.csv",
                List.of(
                        new DataQuality.Recognised("customer", "Kundennr", "text, leading zeros kept", "header"),
                        new DataQuality.Recognised(
                                "date",
                                "Bestelldatum",
                                "day first, such as 31.12.2024",
                                "9,412 values have a day above 12, none a month above 12"),
                        new DataQuality.Recognised(
                                "amount", "Betrag", "decimal comma, such as 1.234,56 €", "16,870 values"),
                        new DataQuality.Recognised("order", "Auftrag", "text", "header")),
                List.of(
                        new Notice("refunds-netted", "212 refunds were set off against the purchases they reverse."),
                        new Notice("duplicate-rows", "31 rows repeat another row in every column and count once.")));
    }
}
