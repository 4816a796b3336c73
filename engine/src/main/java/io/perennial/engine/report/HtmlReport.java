// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.perennial.engine.ClvException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Writes a {@link ScoreReport} as one HTML file that needs nothing else: no network, no other file. */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the report; the file appears whole or not at all, and replaces an older one.
     *
     * @throws ClvException if the file cannot be written
     */
    public static void write(ScoreReport report, Path file) {
        byte[] html = html(report).getBytes(StandardCharsets.UTF_8);
        Path temporary = null;
        try {
            // through a link to the file itself, so that the link stays
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.isDirectory(target)) {
                throw ClvException.user(
                        "report-is-directory",
                        "Cannot write the report: " + file + " is a directory",
                        "Name a file, such as " + file.resolve("report.html") + ".");
            }
            temporary = target.resolveSibling(
                    ".report-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ".tmp");
            Files.write(temporary, html);
            move(temporary, target);
        } catch (IOException e) {
            delete(temporary, e);
            throw ClvException.resource(
                    "report-not-written",
                    "Cannot write the report to " + file + ": " + e.getMessage(),
                    "Name a place that exists, may be written and has room for it.",
                    e);
        }
    }

    /** The page as text. */
    static String html(ScoreReport report) {
        StringOutput output = new StringOutput(1_500_000);
        TemplateEngine.createPrecompiled(null, ContentType.Html, null, HtmlReport.class.getPackageName())
                .render("report.jte", Page.of(report), output);
        // the template's own imports leave line ends before the first tag
        return output.toString().stripLeading();
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(@Nullable Path temporary, IOException cause) {
        if (temporary == null) {
            return;
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
