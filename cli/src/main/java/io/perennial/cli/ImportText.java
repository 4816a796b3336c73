// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.cli.Console.Style;
import io.perennial.engine.intake.ImportReport;
import java.io.PrintWriter;

/** What an import brought, for people. */
final class ImportText {
    private ImportText() {}

    static void print(Console console, ImportReport report) {
        PrintWriter out = console.out();
        for (ImportReport.File file : report.files()) {
            out.println(console.styled(Style.STRONG, file.file()) + " as " + file.layout());
            TextTable table = TextTable.pairs();
            table.row(
                    "  rows",
                    "%s read, %s accepted, %s quarantined"
                            .formatted(
                                    Format.count(file.rowsRead()),
                                    Format.count(file.rowsAccepted()),
                                    Format.count(file.rowsQuarantined())));
            table.row(
                    "  facts",
                    "%s new, %s repeated, %s corrected"
                            .formatted(
                                    Format.count(file.factsNew()),
                                    Format.count(file.factsRepeated()),
                                    Format.count(file.factsCorrected())));
            for (ImportReport.Count rule : file.rules()) {
                table.row("  " + rule.rule(), Format.count(rule.count()) + " rows set aside: " + rule.meaning());
                table.row("", rule.example());
            }
            for (ImportReport.Count flag : file.flags()) {
                table.row("  " + flag.rule(), Format.count(flag.count()) + " facts: " + flag.meaning());
            }
            table.print(out);
        }
    }
}
