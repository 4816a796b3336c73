// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.engine.ClvException;
import io.perennial.engine.export.Export;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.MetricRequest;
import io.perennial.engine.metric.MetricResult;
import io.perennial.engine.metric.MetricRun;
import io.perennial.engine.metric.Metrics;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.segment.ScoredWorld;
import io.perennial.engine.segment.SegmentRequest;
import io.perennial.engine.segment.SegmentResult;
import io.perennial.engine.segment.Segments;
import io.perennial.engine.stage.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clv export}: tables of the store as files. */
@Command(
        name = "export",
        description = "Write scores, segments, a metric or facts to a file.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv export scores --out scores.csv --bom             for Excel",
            "  clv export scores --as-of 2025-09-30 --out q3.parquet",
            "  clv export segments --by channel,plan --out segments.csv",
            "  clv export metrics mrr-movements --out mrr.csv",
            "  clv export ledger revenue_event --out events.parquet"
        })
public final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "WHAT", description = "scores, segments, metrics or ledger.")
    private String what = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "Of the metric, or of the table of the ledger.")
    private @Nullable String name;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file: .csv, .csv.gz, .parquet or .jsonl; it appears whole or not at all.")
    private Path out = Path.of("");

    @Option(names = "--bom", description = "Begin CSV with the mark by which Excel knows UTF-8.")
    private boolean byteOrderMark;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--by", split = ",", paramLabel = "NAME", description = "Dimensions of segments or of the metric.")
    private List<String> by = List.of();

    @Option(names = "--only", split = ",", paramLabel = "NAME=VALUE", description = "Only customers with this value.")
    private Map<String, String> only = new LinkedHashMap<>();

    @Option(names = "--period", paramLabel = "PERIOD", description = "Of the metric: month, quarter, year …")
    private @Nullable String period;

    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Export.Result result = options.ledger(ledger -> {
            Export export = Export.to(ledger, out, byteOrderMark);
            return switch (what) {
                case "scores" -> export.scores(options.asOf(), options.knowledge());
                case "segments" -> segments(ledger, export);
                case "metrics" -> metric(ledger, export);
                case "ledger" -> export.ledger(named());
                default ->
                    throw ClvException.user(
                            "export", "WHAT must be scores, segments, metrics or ledger, was " + what, "");
            };
        });
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else {
            console.out().println("%s rows of %s in %s".formatted(Format.count(result.rows()), result.what(), out));
        }
        return ExitCode.DONE;
    }

    private String named() {
        String given = name;
        if (given == null) {
            throw ClvException.user("name", "clv export " + what + " must be followed by a name, had none", "");
        }
        return given;
    }

    private Export.Result segments(Ledger ledger, Export export) {
        ScoredWorld world = ScoredWorld.open(
                ledger,
                options.asOf(),
                options.knowledge(),
                LifetimeTerms.defaults(),
                RunProgress.of(console, "export"));
        SegmentRequest request = SegmentRequest.by((by.isEmpty() ? List.of("channel") : by).toArray(String[]::new))
                .withOnly(only);
        SegmentResult result = Segments.compare(world, request);
        return through(export, "segments", result.asOf(), to -> SegmentsText.csv(to, result));
    }

    private Export.Result metric(Ledger ledger, Export export) {
        LocalDate day = MetricsCommand.day(ledger, options.asOf().orElse(null), console);
        MetricResult result = MetricRun.run(
                ledger,
                new MetricRequest(
                        Metrics.named(named()),
                        World.of(ledger.connection(), day, options.knowledge()),
                        by,
                        only,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(period).map(PeriodKind::named)));
        return through(export, result.metric(), day, to -> MetricText.csv(result, to));
    }

    /** What is printed as CSV, by way of a file that goes away. */
    private static Export.Result through(Export export, String table, LocalDate day, Consumer<PrintWriter> print) {
        try {
            Path beside = Files.createTempFile("clv-export", ".csv");
            try {
                try (PrintWriter to = new PrintWriter(Files.newBufferedWriter(beside, StandardCharsets.UTF_8))) {
                    print.accept(to);
                }
                return export.table(table, beside, day.toString());
            } finally {
                Files.delete(beside);
            }
        } catch (IOException e) {
            throw ClvException.resource(
                    "export", "Cannot write a file for temporary use: " + e.getMessage(), "Free disk space.", e);
        }
    }
}
