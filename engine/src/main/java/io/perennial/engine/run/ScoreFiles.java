// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.report.HtmlReport;
import io.perennial.engine.source.Quarantine;
import io.perennial.engine.workspace.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files a scoring run leaves: scores, refused rows, report. */
final class ScoreFiles {
    private final @Nullable Path out;
    private final @Nullable OutputFile scores;
    private final @Nullable Path report;
    private final @Nullable Path quarantine;

    private ScoreFiles(ScoreRequest request) {
        this.out = request.out();
        this.scores = out == null ? null : OutputFile.at(out);
        this.report = request.report();
        this.quarantine = request.quarantine() != null || out == null
                ? request.quarantine()
                : out.resolveSibling(out.getFileName() + ".quarantine.csv");
    }

    /** Refuses names that cannot be written to before the work begins. */
    static ScoreFiles check(ScoreRequest request) {
        ScoreFiles files = new ScoreFiles(request);
        if (files.report != null) {
            OutputFile.checkFolder(files.report);
        }
        if (files.quarantine != null) {
            OutputFile.checkFolder(files.quarantine);
        }
        files.checkApart(request);
        return files;
    }

    /** No output may take the place of an input or of another output. */
    private void checkApart(ScoreRequest request) {
        Map<Path, String> taken = new LinkedHashMap<>();
        if (request.model() != null) {
            taken.put(request.model(), "the model is read from it");
        }
        for (String input : request.source().inputs()) {
            if (!input.startsWith("jdbc:")) {
                taken.put(Path.of(input), "the orders are read from it");
            }
        }
        for (Path output :
                Stream.of(out, report, quarantine).flatMap(Stream::ofNullable).toList()) {
            taken.forEach((other, why) -> {
                if (same(output, other)) {
                    throw ClvException.user(
                            "output-taken", "Cannot write %s: %s".formatted(output, why), "Choose another name.");
                }
            });
            taken.put(output, "another result of this run goes there");
        }
    }

    private static boolean same(Path a, Path b) {
        try {
            return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize())
                    || (Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b));
        } catch (IOException e) {
            return false;
        }
    }

    void write(Connection connection, String query) {
        if (scores != null) {
            scores.write(connection, query);
        }
    }

    /** Writes what remains and answers. */
    ScoreResult finish(Scored scored) {
        Observation observation = scored.observation();
        boolean refused = observation.reading().rowsQuarantined() > 0 && quarantine != null;
        if (refused && quarantine != null) {
            OutputFile.csv(quarantine).write(observation.connection(), Quarantine.ROWS);
        }
        TopCustomers top = TopCustomers.of(scored);
        if (report != null) {
            Path file = report;
            scored.stages()
                    .run(
                            "report",
                            () -> HtmlReport.write(
                                    ReportOfRun.of(
                                            scored,
                                            top,
                                            refused ? quarantine : null,
                                            scored.request().clock().instant()),
                                    file));
        }
        return scored.result(top, text(out), text(report), refused ? text(quarantine) : null);
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toString();
    }
}
