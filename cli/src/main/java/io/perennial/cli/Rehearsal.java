// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.cli.terminal.Console;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs common commands without showing anything, so that the Java that watches it can archive the classes they load. The launcher calls it once per Java;
 * nothing else does.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("clv-rehearsal");
        Path orders = Files.write(folder.resolve("orders.csv"), orders());
        Path out = folder.resolve("scores.csv");
        Path report = folder.resolve("report.html");
        // also when interrupted; the last one named goes first
        for (Path made : List.of(folder, orders, out, report)) {
            made.toFile().deleteOnExit();
        }
        for (String line : List.of("--version", "--help", "doctor", "doctor --json", "doctor --nonsense")) {
            run(line.split(" ", -1));
        }
        run("score", orders.toString());
        run("score", orders.toString(), "--json", "--out", out.toString(), "--report", report.toString());
    }

    private static void run(String... args) {
        Clv.run(Console.of(Writer.nullWriter(), Writer.nullWriter()), args);
    }

    /** Enough customers over enough days that every stage of a scoring run has something to do. */
    private static List<String> orders() {
        List<String> rows = new ArrayList<>();
        rows.add("customer_id,order_date,amount");
        LocalDate start = LocalDate.of(2024, 1, 1);
        for (int customer = 0; customer < 600; customer++) {
            int gap = 5 + customer * 37 % 90;
            for (int day = customer % 90; day < 400 - customer % 7 * 50; day += gap) {
                rows.add("C%d,%s,%d.50".formatted(customer, start.plusDays(day), 10 + customer % 31 + day % 5));
            }
        }
        return rows;
    }
}
