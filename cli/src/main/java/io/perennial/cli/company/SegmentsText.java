// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Csv;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.segment.ChannelAdvice;
import io.perennial.engine.segment.Figure;
import io.perennial.engine.segment.Segment;
import io.perennial.engine.segment.SegmentResult;
import io.perennial.engine.segment.Segments;
import io.perennial.model.economics.Reading;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Segments on the terminal: one line each, the verdicts below. */
final class SegmentsText {
    private final Console console;
    private final SegmentResult result;
    private final PrintWriter out;

    SegmentsText(Console console, SegmentResult result) {
        this.console = console;
        this.result = result;
        this.out = console.out();
    }

    void print() {
        out.println();
        out.println(console.styled(
                Style.STRONG,
                "Lifetime value by %s, as of %s%s, in %s"
                        .formatted(
                                String.join(" and ", result.dimensions()).replace('_', ' '),
                                result.asOf(),
                                result.knowledge().equals("restated") ? " (restated)" : "",
                                result.currency())));
        out.println();
        table();
        out.println();
        verdicts();
        benchmarks();
        channels();
        for (String assumption : result.assumptions()) {
            Paragraph.wrap(assumption, console.width()).forEach(line -> out.println(console.styled(Style.FAINT, line)));
        }
    }

    private void table() {
        TextTable table = new TextTable(
                Column.text("segment"),
                Column.figure("customers"),
                Column.figure("share"),
                Column.figure("historic"),
                Column.figure("next " + Format.number(result.horizonMonths(), 0) + " mo"),
                Column.figure("lifetime"),
                Column.figure("± 80 %"),
                Column.figure("median"),
                Column.figure("CAC"),
                Column.figure("CLV:CAC"),
                Column.figure("payback"),
                Column.figure("curve"),
                Column.figure("net each"),
                Column.text("verdict"));
        result.segments().forEach(segment -> row(table, segment));
        if (result.segments().size() > 1) {
            row(table, result.total());
        }
        table.print(out);
    }

    private void row(TextTable table, Segment segment) {
        Double high = segment.lifetime().high80();
        table.row(
                segment.name() + (segment.small() ? " *" : ""),
                Format.count(segment.customers()),
                Format.percent(segment.shareOfCustomers(), 1),
                Format.number(segment.historic().mean(), 2),
                Format.number(segment.predicted().mean(), 2),
                Format.number(segment.lifetime().mean(), 2),
                high == null
                        ? Format.UNKNOWN
                        : Format.number(high - segment.lifetime().mean(), 2),
                Format.number(segment.lifetime().median(), 2),
                Format.number(segment.cac().orNaN(), 2),
                figure(segment.clvToCac().ratio(), 1, ":1"),
                figure(segment.paybackSimple(), 1, " mo"),
                figure(segment.paybackCurve().months(), 0, " mo"),
                Format.number(segment.netAfterService(), 2),
                segment.verdict().level().label());
    }

    private static String figure(Figure figure, int decimals, String unit) {
        return figure.known() ? Format.number(figure.orNaN(), decimals) + unit : Format.UNKNOWN;
    }

    private void verdicts() {
        for (Segment segment : result.segments()) {
            Style style = switch (segment.verdict().level()) {
                case LOSING -> Style.BAD;
                case WEAK, MIXED -> Style.WARNING;
                case HEALTHY, VERY_HIGH -> Style.GOOD;
                case UNKNOWN -> Style.FAINT;
            };
            paragraph(console.styled(style, segment.name()) + ": "
                    + segment.verdict().sentence());
        }
        SegmentResult.Multiple multiple = result.multiple();
        if (multiple != null) {
            paragraph("A customer of %s (%s) is worth %s times one of %s (%s)."
                    .formatted(
                            multiple.most(),
                            Format.money(multiple.mostEach(), result.currency()),
                            Format.number(multiple.times(), 1),
                            multiple.least(),
                            Format.money(multiple.leastEach(), result.currency())));
        }
        if (result.segments().stream().anyMatch(Segment::small)) {
            paragraph("* fewer than %d customers: an accident may decide.".formatted(Segments.FEW));
        }
        out.println();
    }

    private void benchmarks() {
        List<Reading> whole = result.total().benchmarks();
        if (whole.isEmpty()) {
            return;
        }
        for (Segment segment : result.segments()) {
            segment.benchmarks().forEach(reading -> benchmark(segment.name(), reading));
        }
        whole.forEach(reading -> benchmark("all customers", reading));
        out.println();
    }

    private void benchmark(String name, Reading reading) {
        paragraph("%s, %s: %s is %s (%s): %s."
                .formatted(
                        name, reading.scale(), reading.figure(), reading.label(), reading.range(), reading.meaning()));
    }

    private void channels() {
        if (result.channels().isEmpty()) {
            return;
        }
        out.println(console.styled(Style.STRONG, "Budgets"));
        TextTable table = new TextTable(
                Column.text("channel"),
                Column.figure("cost, last year"),
                Column.figure("year before"),
                Column.figure("won"),
                Column.figure("before"),
                Column.figure("marginal CAC"),
                Column.text("do"));
        for (ChannelAdvice advice : result.channels()) {
            Double marginal = advice.marginalCac();
            table.row(
                    advice.channel(),
                    Format.money(advice.costLastYear().doubleValue(), null),
                    Format.money(advice.costYearBefore().doubleValue(), null),
                    Format.count(advice.wonLastYear()),
                    Format.count(advice.wonYearBefore()),
                    marginal == null ? Format.UNKNOWN : Format.number(marginal, 2),
                    advice.action().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        table.print(out);
        for (ChannelAdvice advice : result.channels()) {
            paragraph(advice.channel() + ": " + advice.advice()
                    + (advice.reason().isEmpty() ? "" : " (" + advice.reason() + ")"));
        }
        out.println();
    }

    private void paragraph(String text) {
        Paragraph.wrap(text, console.width()).forEach(out::println);
    }

    static void csv(PrintWriter out, SegmentResult result) {
        Csv.line(
                out,
                "segment",
                "customers",
                "share_of_customers",
                "historic",
                "historic_mean",
                "predicted",
                "predicted_mean",
                "predicted_low80",
                "predicted_high80",
                "total",
                "total_mean",
                "lifetime",
                "lifetime_mean",
                "lifetime_low80",
                "lifetime_high80",
                "lifetime_low95",
                "lifetime_high95",
                "lifetime_median",
                "lifetime_pooled",
                "acquisition_cost",
                "cac",
                "clv_to_cac",
                "clv_to_cac_band",
                "payback_simple_months",
                "payback_curve_months",
                "net_each",
                "net_value",
                "share_of_net_value",
                "verdict",
                "basis",
                "currency",
                "as_of");
        result.segments().forEach(segment -> csv(out, result, segment));
        csv(out, result, result.total());
    }

    private static void csv(PrintWriter out, SegmentResult result, Segment s) {
        Csv.line(
                out,
                s.name(),
                s.customers(),
                s.shareOfCustomers(),
                s.historic().sum(),
                s.historic().mean(),
                s.predicted().sum(),
                s.predicted().mean(),
                s.predicted().low80(),
                s.predicted().high80(),
                s.total().sum(),
                s.total().mean(),
                s.lifetime().sum(),
                s.lifetime().mean(),
                s.lifetime().low80(),
                s.lifetime().high80(),
                s.lifetime().low95(),
                s.lifetime().high95(),
                s.lifetime().median(),
                s.lifetimePooled(),
                s.acquisitionCost(),
                s.cac().value(),
                s.clvToCac().ratio().value(),
                s.clvToCac().ratio().band(),
                s.paybackSimple().value(),
                s.paybackCurve().months().value(),
                s.netEach(),
                s.netValue(),
                s.shareOfNetValue(),
                s.verdict().level().label(),
                result.basis(),
                result.currency(),
                result.asOf());
    }

    static void rows(Console console, List<Segments.Row> rows, boolean csv) {
        PrintWriter out = console.out();
        String[] names = {
            "segment",
            "customer_id",
            "acquired_on",
            "relationship",
            "historic",
            "predicted",
            "total",
            "lifetime",
            "acquisition_cost",
            "p_alive",
            "churn_risk",
            "tier"
        };
        if (csv) {
            Csv.line(out, (Object[]) names);
            rows.forEach(r -> Csv.line(
                    out,
                    r.segment(),
                    r.customerId(),
                    r.acquiredOn(),
                    r.relationship(),
                    r.historic(),
                    r.predicted(),
                    r.total(),
                    r.lifetime(),
                    r.acquisitionCost(),
                    r.pAlive(),
                    r.churnRisk(),
                    r.tier()));
            return;
        }
        TextTable table = new TextTable(java.util.stream.IntStream.range(0, names.length)
                .mapToObj(i -> i >= 4 && i <= 10 ? Column.figure(names[i]) : Column.text(names[i]))
                .toArray(Column[]::new));
        rows.forEach(r -> table.row(
                r.segment(),
                r.customerId(),
                r.acquiredOn() == null ? Format.UNKNOWN : String.valueOf(r.acquiredOn()),
                r.relationship(),
                Format.money(r.historic().doubleValue(), null),
                Format.money(r.predicted().doubleValue(), null),
                Format.money(r.total().doubleValue(), null),
                Format.money(r.lifetime().doubleValue(), null),
                Format.money(r.acquisitionCost().doubleValue(), null),
                Format.percent(r.pAlive(), 0),
                Format.percent(r.churnRisk(), 0),
                r.tier()));
        table.print(out);
    }
}
