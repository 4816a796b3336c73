// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.engine.Notice;
import io.perennial.engine.intake.ImportReport;
import io.perennial.engine.intake.Period;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The data-quality report of an import, for people. */
final class ImportText {
    private static final int MOST_GAPS = 3;

    private final Console console;
    private final PrintWriter out;

    private ImportText(Console console) {
        this.console = console;
        this.out = console.out();
    }

    static void print(Console console, ImportReport report) {
        ImportText text = new ImportText(console);
        report.files().stream().filter(file -> !file.passedOver()).forEach(text::file);
        text.passedOver(report);
        text.standing(report);
        if (report.files().size() > 1) {
            text.total(report);
        }
    }

    private void passedOver(ImportReport report) {
        List<ImportReport.File> files =
                report.files().stream().filter(ImportReport.File::passedOver).toList();
        if (files.isEmpty()) {
            return;
        }
        out.println();
        out.println(console.styled(Style.STRONG, "Passed over"));
        for (ImportReport.File file : files) {
            boolean unknown = file.notices().get(0).code().equals("layout-unrecognised");
            out.println("  " + file.file() + (unknown ? "  not recognised" : "  without rows"));
        }
        Paragraph.wrap(
                        "Nothing was taken from these. To read one, name a layout with --as, or write one: clv import FILE --dry-run --save-map FILE.toml.",
                        console.width() - 2)
                .forEach(line -> out.println(console.styled(Style.FAINT, "  " + line)));
    }

    private void file(ImportReport.File file) {
        out.println();
        out.println(console.styled(Style.STRONG, file.file()) + "  " + title(file));
        if (List.of("known", "unchanged", "joined").contains(file.status())) {
            return;
        }
        if (file.status().equals("proposed")) {
            proposal(file);
        }
        TextTable table = TextTable.pairs();
        table.row("  rows", rows(file.rowsRead(), file.rowsAccepted(), file.rowsQuarantined()));
        table.row("  facts", facts(file.factsNew(), file.factsRepeated(), file.factsCorrected()));
        file.periods().forEach(period -> period(table, file, period));
        if (file.duplicates() > 0) {
            table.row("  duplicates", Format.count(file.duplicates()) + " facts stand more than once in the file");
        }
        if (file.repairedCells() > 0) {
            table.row("  encoding", Format.count(file.repairedCells()) + " cells were mended");
        }
        table.print(out);
        reasons("Set aside", file.rules());
        reasons("Odd, but kept", file.flags());
        for (Notice notice : file.notices()) {
            console.warning(notice);
        }
    }

    private static String title(ImportReport.File file) {
        return switch (file.status()) {
            case "known" -> "was imported before, as batch " + file.batch() + "; nothing to do";
            case "unchanged" -> "has nothing new";
            case "joined" -> "read with the lines of its orders";
            case "proposed" -> "would be read as " + file.layout();
            default -> "read as " + file.layout();
        };
    }

    private void proposal(ImportReport.File file) {
        TextTable columns = new TextTable(
                TextTable.Column.text("  column of the file"),
                TextTable.Column.text("becomes"),
                TextTable.Column.text("type"),
                TextTable.Column.text("read as"));
        for (ImportReport.Column column : file.columns()) {
            if (!column.header().isEmpty()) {
                columns.row("  " + column.header(), column.name(), column.type(), column.reading());
            }
        }
        columns.print(out);
        for (ImportReport.Sample sample : file.samples()) {
            List<String> values = new ArrayList<>();
            for (Map.Entry<String, String> value : sample.values().entrySet()) {
                values.add(value.getKey() + " " + value.getValue());
            }
            String fact = "line " + sample.line() + " gives " + sample.table() + ": " + String.join(", ", values);
            Paragraph.wrap(fact, console.width() - 2)
                    .forEach(line -> out.println(console.styled(Style.FAINT, "  " + line)));
        }
    }

    private static void period(TextTable table, ImportReport.File file, Period period) {
        String days = period.first() == null ? "" : ", " + period.first() + " to " + period.last();
        table.row("  " + period.table(), Format.count(file.facts().getOrDefault(period.table(), 0L)) + " added" + days);
        if (!period.gaps().isEmpty()) {
            List<String> gaps = period.gaps().stream()
                    .limit(MOST_GAPS)
                    .map(gap -> gap.from().equals(gap.to()) ? gap.from().toString() : gap.from() + " to " + gap.to())
                    .toList();
            int more = period.gaps().size() - gaps.size();
            table.row("    no facts on", String.join(", ", gaps) + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private void reasons(String title, List<ImportReport.Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        out.println("  " + console.styled(Style.WARNING, title));
        for (ImportReport.Count count : counts) {
            out.println("    " + Format.count(count.count()) + "  " + count.rule());
            Paragraph.wrap(count.meaning() + " First: " + count.example() + ".", console.width() - 6)
                    .forEach(line -> out.println(console.styled(Style.FAINT, "      " + line)));
        }
    }

    private void standing(ImportReport report) {
        if (!report.standing().isEmpty()) {
            out.println();
            out.println(console.styled(Style.STRONG, "In the ledger as a whole"));
            reasons("Does not fit together yet", report.standing());
        }
    }

    private void total(ImportReport report) {
        out.println();
        out.println(console.styled(Style.STRONG, "Together"));
        TextTable.pairs()
                .row("  rows", rows(report.rowsRead(), report.rowsAccepted(), report.rowsQuarantined()))
                .row("  facts", facts(report.factsNew(), report.factsRepeated(), report.factsCorrected()))
                .print(out);
    }

    private static String rows(long read, long accepted, long quarantined) {
        return "%s read, %s accepted, %s quarantined"
                .formatted(Format.count(read), Format.count(accepted), Format.count(quarantined));
    }

    private static String facts(long fresh, long repeated, long corrected) {
        return "%s new, %s repeated, %s corrected"
                .formatted(Format.count(fresh), Format.count(repeated), Format.count(corrected));
    }
}
