// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.Build;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.report.CustomerLists;
import io.perennial.engine.report.DataQuality;
import io.perennial.engine.report.Provenance;
import io.perennial.engine.report.ScoreReport;
import io.perennial.engine.report.ScoreReport.Interval;
import io.perennial.engine.report.Section;
import io.perennial.engine.source.ColumnMapping;
import io.perennial.engine.source.OrderReading;
import io.perennial.engine.source.Quarantine;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.value.Concentration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The report of a scoring run: gathers what the run knows into what the report shows. */
final class ReportOfRun {
    private final Scored scored;
    private final TopCustomers top;

    private ReportOfRun(Scored scored, TopCustomers top) {
        this.scored = scored;
        this.top = top;
    }

    /** @param quarantine where refused rows were written; null if nowhere */
    static ScoreReport of(Scored scored, TopCustomers top, @Nullable Path quarantine, Instant createdAt) {
        return new ReportOfRun(scored, top).report(quarantine, createdAt);
    }

    private ScoreReport report(@Nullable Path quarantine, Instant createdAt) {
        CustomerSections customers = new CustomerSections(scored);
        return new ScoreReport(
                title(),
                frame(),
                headline(),
                scored.warnings(),
                Section.of(customers.concentration()),
                Section.of(customers.activity()),
                new EvidenceSection(scored).section(),
                Section.of(new CustomerLists(list(top.valuable()), list(top.endangered()), customers.valueAtRisk())),
                Section.of(customers.oneTimeBuyers()),
                Section.of(NextPurchaseSection.of(scored)),
                quality(quarantine),
                provenance(createdAt));
    }

    private String title() {
        List<String> names = scored.request().source().inputs().stream()
                .map(input -> input.startsWith("jdbc:")
                        ? "PostgreSQL query"
                        : String.valueOf(Path.of(input).getFileName()))
                .toList();
        return String.join(" + ", names);
    }

    private ScoreReport.Frame frame() {
        Analysis analysis = scored.request().analysis();
        String currency = scored.observation().reading().currency();
        return new ScoreReport.Frame(
                analysis.basis(),
                analysis.margin().orElse(1),
                analysis.horizon().label(),
                scored.observation().end(),
                scored.horizonEnd(),
                analysis.discount().annual(),
                analysis.discount().annual() > 0 ? Scored.DISCOUNT_CONVENTION : "",
                currency == null ? "" : currency,
                scored.valuation().models().title(),
                0.80);
    }

    private ScoreReport.Headline headline() {
        ScoreResult.Totals totals = scored.totals();
        Concentration clv = Concentration.of(scored.valuation().values().clv());
        long transactions = Arrays.stream(scored.observation().customers().ints("frequency"))
                .mapToLong(x -> x + 1L)
                .sum();
        return new ScoreReport.Headline(
                scored.customers(),
                transactions,
                scored.observation().start(),
                totals.historicRevenue(),
                totals.historicClv(),
                Interval.of(totals.clv(), totals.clvLow(), totals.clvHigh()),
                Interval.of(
                        totals.expectedTransactions(),
                        totals.expectedTransactionsLow(),
                        totals.expectedTransactionsHigh()),
                totals.expectedActive(),
                clv.mean(),
                clv.median());
    }

    private static List<CustomerLists.Customer> list(List<TopCustomers.Customer> customers) {
        return customers.stream()
                .map(c -> new CustomerLists.Customer(
                        c.id(),
                        c.transactions(),
                        c.lastPurchase(),
                        c.historicClv(),
                        c.pAlive(),
                        c.expectedTransactions(),
                        Interval.of(c.clv(), c.clvLow(), c.clvHigh()),
                        c.valueAtRisk(),
                        c.nextPurchase(),
                        c.tier()))
                .toList();
    }

    private DataQuality quality(@Nullable Path quarantine) {
        OrderReading reading = scored.observation().reading();
        List<DataQuality.Recognised> recognised = new ArrayList<>();
        for (ColumnMapping mapping : reading.mappings()) {
            String how = switch (mapping.how()) {
                case "chosen" -> "given on the command line";
                case "header" -> "recognised by its header";
                default -> "recognised by its content";
            };
            recognised.add(new DataQuality.Recognised(mapping.role(), mapping.column(), "", how));
        }
        recognised.add(new DataQuality.Recognised("dates", "", reading.dateFormat(), ""));
        recognised.add(new DataQuality.Recognised("numbers", "", reading.numberStyle(), ""));
        return new DataQuality(
                reading.inputs().stream()
                        .map(i -> new DataQuality.File(i.file(), format(i), i.rowsRead()))
                        .toList(),
                reading.rowsRead(),
                reading.rowsAccepted(),
                reading.rowsQuarantined(),
                Quarantine.counts(scored.observation().connection()).stream()
                        .map(r -> new DataQuality.Rule(r.rule(), r.meaning(), r.rows(), r.example()))
                        .toList(),
                quarantine == null ? "" : quarantine.toString(),
                recognised,
                reading.notices());
    }

    private static String format(OrderReading.Input input) {
        StringBuilder format = new StringBuilder(input.format());
        if (!input.delimiter().isEmpty()) {
            format.append(", ").append(input.delimiter());
        }
        if (!input.encoding().isEmpty()) {
            format.append(", ").append(input.encoding());
        }
        return format.toString();
    }

    private Provenance provenance(Instant createdAt) {
        ModelPair models = scored.valuation().models();
        Analysis analysis = scored.request().analysis();
        List<Provenance.Fact> facts = new ArrayList<>();
        facts.add(new Provenance.Fact("Seed", Long.toString(analysis.seed())));
        facts.add(new Provenance.Fact("Java", System.getProperty("java.version")));
        facts.add(new Provenance.Fact("System", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        scored.backtested().ifPresent(b -> {
            facts.add(new Provenance.Fact(
                    "Backtest origins",
                    String.join(
                            ", ",
                            b.origins().days().stream().map(Object::toString).toList())));
            facts.add(new Provenance.Fact(
                    "Backtest customers",
                    b.sampleOf() == 1 ? "all" : "one in " + b.sampleOf() + ", by a hash of the id"));
            facts.add(new Provenance.Fact(
                    "Correction of transactions", scored.choice().transactions().reason()));
            facts.add(new Provenance.Fact(
                    "Correction of spend", scored.choice().spend().reason()));
        });
        return new Provenance(
                Build.version(),
                scored.request().commandLine(),
                createdAt,
                scored.observation().start(),
                scored.observation().end(),
                analysis.unit().label(),
                Section.of(fitted(models.purchaseTitle(), models.purchase())),
                Section.of(fitted(
                        "Gamma-Gamma (" + models.basis().name().toLowerCase(java.util.Locale.ROOT) + " purchases)",
                        models.spend())),
                scored.stages().timings().stream()
                        .map(t -> new Provenance.Timing(t.stage(), t.seconds()))
                        .toList(),
                facts);
    }

    private static Provenance.FittedModel fitted(String name, Fit<?> fit) {
        return new Provenance.FittedModel(
                name,
                IntStream.range(0, fit.estimates().length)
                        .mapToObj(i -> new Provenance.Parameter(
                                fit.parameterNames().get(i), fit.estimates()[i], fit.standardErrors()[i]))
                        .toList(),
                fit.logLikelihood(),
                Math.round(fit.customers()),
                fit.rows(),
                fit.converged(),
                fit.iterations(),
                fit.evaluations(),
                fit.gradientNorm(),
                fit.diagnoses().stream().map(Diagnosis::message).toList());
    }
}
