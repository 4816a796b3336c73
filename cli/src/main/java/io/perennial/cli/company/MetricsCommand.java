// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.engine.ClvException;
import io.perennial.engine.cohort.CohortFill;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.FactRows;
import io.perennial.engine.metric.Metric;
import io.perennial.engine.metric.MetricRequest;
import io.perennial.engine.metric.MetricResult;
import io.perennial.engine.metric.MetricRun;
import io.perennial.engine.metric.Metrics;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clv metrics}: every metric of the ledger, as of any day, and the rows behind it. */
@Command(
        name = "metrics",
        description = "Show a metric of the ledger, as of any day; without a name, list them.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv metrics",
            "  clv metrics mrr-movements --as-of 2025-12-31",
            "  clv metrics customer-churn --by plan --period trailing6",
            "  clv metrics historic-clv --by channel,cohort_year --restated --csv",
            "  clv metrics cac --only channel=search --from 2025-01-01 --rows",
            "  clv metrics cohort-value --period quarter --fill"
        })
public final class MetricsCommand implements Callable<Integer> {
    private record Entry(
            String name, String subject, String title, String definition, List<String> basis, String period) {}

    private record Listing(List<Entry> metrics) {}

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The metric.")
    private @Nullable String name;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "DIMENSION",
            description =
                    "Groups: channel, campaign, plan, company_size, country, industry, first_category, referred, cohort_month, cohort_quarter, cohort_year, customer, "
                            + "or any attribute; for service also queue, agent, contact_channel, priority.")
    private List<String> by = List.of();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "DIMENSION=VALUE",
            description = "Only customers with this value; an empty value means unknown.")
    private Map<String, String> only = new LinkedHashMap<>();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day from which to look (default: the last day in the ledger).")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--restated",
            description =
                    "With all that is known today about that day and before; otherwise with what was known on that day.")
    private boolean restated;

    @Option(names = "--from", paramLabel = "DATE", description = "First day of the periods.")
    private @Nullable LocalDate from;

    @Option(names = "--until", paramLabel = "DATE", description = "Last day of the periods (default: the as-of day).")
    private @Nullable LocalDate until;

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            description = "month, quarter, year, trailing6 (the six months up to each month's end) or all.")
    private @Nullable String period;

    @Option(names = "--rows", description = "The rows of the ledger behind the figures, with file and line.")
    private boolean rows;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(
            names = "--fill",
            description =
                    "Forecast the cells of cohort-retention, cohort-revenue and cohort-value that end within twelve months after the as-of day.")
    private boolean fill;

    @Option(names = "--csv", description = "As CSV.")
    private boolean csv;

    @Option(names = "--store", paramLabel = "FILE", description = "The ledger (default: ${DEFAULT-VALUE}).")
    private Path store = Ledger.DEFAULT_FILE;

    public MetricsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (name == null) {
            list();
            return ExitCode.DONE;
        }
        Metric metric = Metrics.named(name);
        try (Ledger ledger = existing(store)) {
            MetricRequest request = request(ledger, metric);
            if (rows) {
                show(MetricRun.rows(ledger, request, limit));
            } else if (fill) {
                MetricResult filled =
                        CohortFill.run(ledger, request, LifetimeTerms.defaults(), RunProgress.of(console, "metrics"));
                console.endProgress();
                show(filled);
            } else {
                show(MetricRun.run(ledger, request));
            }
        }
        return ExitCode.DONE;
    }

    /** Opens a ledger that is there; a question should not leave an empty one behind. */
    static Ledger existing(Path store) {
        if (!Files.exists(store)) {
            throw ClvException.user(
                    "no-ledger",
                    "There is no ledger " + store,
                    "Import files with clv import, or make the demo company with clv demo.");
        }
        return Ledger.open(store);
    }

    /** The day asked for, else the last one of the ledger, which is said. */
    static LocalDate day(Ledger ledger, @Nullable LocalDate asked, Console console) {
        if (asked != null) {
            return asked;
        }
        LocalDate last = World.lastDay(ledger.connection())
                .orElseThrow(() -> ClvException.user(
                        "empty-ledger", "The ledger holds no facts", "Import files with clv import."));
        console.note("As of " + last + ", the last day in the ledger; --as-of chooses another.");
        return last;
    }

    private MetricRequest request(Ledger ledger, Metric metric) {
        LocalDate day = day(ledger, asOf, console);
        return new MetricRequest(
                metric,
                World.of(ledger.connection(), day, restated ? Knowledge.RESTATED : Knowledge.AS_KNOWN_THEN),
                by,
                only,
                Optional.ofNullable(from),
                Optional.ofNullable(until),
                Optional.ofNullable(period).map(PeriodKind::named));
    }

    private void list() {
        if (console.json()) {
            console.result(new Listing(Metrics.bySubject().entrySet().stream()
                    .flatMap(subject -> subject.getValue().stream()
                            .map(m -> new Entry(
                                    m.name(),
                                    subject.getKey(),
                                    m.title(),
                                    m.definition(),
                                    m.basis(),
                                    m.period().word())))
                    .toList()));
            return;
        }
        String indent = " ".repeat(26);
        Metrics.bySubject().forEach((subject, metrics) -> {
            console.out().println(console.styled(Style.STRONG, subject));
            for (Metric metric : metrics) {
                List<String> lines = Paragraph.wrap(metric.definition(), console.width() - indent.length());
                console.out().println(String.format("  %-24s", metric.name()) + lines.get(0));
                lines.stream().skip(1).forEach(line -> console.out().println(indent + line));
            }
            console.out().println();
        });
        console.out().println("One metric: clv metrics NAME. Groups, days and periods: clv metrics --help.");
    }

    private void show(MetricResult result) {
        if (console.json()) {
            console.result(result);
        } else if (csv) {
            MetricText.csv(result, console.out());
        } else {
            console.warnings(result.warnings());
            MetricText.print(result, console);
        }
    }

    private void show(FactRows facts) {
        if (console.json()) {
            console.result(facts);
        } else if (csv) {
            MetricText.csv(facts, console.out());
        } else {
            MetricText.print(facts, console);
        }
    }
}
