// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.engine.ClvException;
import io.perennial.engine.segment.NegativeResult;
import io.perennial.engine.segment.NegativeSegments;
import io.perennial.engine.segment.SegmentRequest;
import io.perennial.engine.segment.SegmentResult;
import io.perennial.engine.segment.Segments;
import io.perennial.engine.workspace.Stages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clv segments}: value, cost of acquisition, payback and verdict by segment. */
@Command(
        name = "segments",
        description = "Compare segments by value, cost of winning and payback.",
        sortOptions = false,
        footerHeading =
                "%nDimensions: channel, plan, company_size, country, cohort (also cohort_month, cohort_year), first_category, referral, industry, campaign, relationship, tier, or any attribute.%n%nExamples:%n",
        footer = {
            "  clv segments --by channel                      which channels pay, and what to do with their budgets",
            "  clv segments --by plan,country --csv           combinations, for a spreadsheet",
            "  clv segments --by plan --industry smb-saas     against published ranges",
            "  clv segments --by channel --only country=DE    of some customers only",
            "  clv segments --by channel --rows --json        the customers behind the figures",
            "  clv segments --negative                        what loses money, and what would mend it"
        })
public final class SegmentsCommand implements Callable<Integer> {
    private record RowsAnswer(List<Segments.Row> rows) {}

    private final Console console;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "NAME",
            description = "Dimensions or attributes that together make a segment (default: channel).")
    private List<String> by = List.of();

    @Option(names = "--only", paramLabel = "NAME=VALUE", description = "Only customers with this value.")
    private Map<String, String> only = new LinkedHashMap<>();

    @Option(names = "--industry", paramLabel = "NAME", description = "Compare with an industry, such as smb-saas.")
    private @Nullable String industry;

    @Option(
            names = "--business-type",
            paramLabel = "NAME",
            description = "Compare CLV:CAC with a type of business, such as ecommerce.")
    private @Nullable String businessType;

    @Option(names = "--rows", description = "Print the customers behind the figures.")
    private boolean rows;

    @Option(names = "--csv", description = "Print comma-separated values.")
    private boolean csv;

    @Option(names = "--negative", description = "List segments that lose money, with ways out.")
    private boolean negative;

    @Option(
            names = "--step",
            paramLabel = "SHARE",
            description = "How far --negative moves each lever (default: ${DEFAULT-VALUE}).")
    private double step = 0.20;

    @Option(
            names = "--elasticity",
            paramLabel = "N",
            description = "Customers lost per percent of price, in percent (default: ${DEFAULT-VALUE}).")
    private double elasticity = 1;

    public SegmentsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Stages stages = RunProgress.of(console, "segments");
        if (negative) {
            show(negative(stages));
        } else if (rows) {
            List<Segments.Row> found = options.scored(stages, world -> Segments.rows(world, request()));
            console.endProgress();
            if (console.json()) {
                console.result(new RowsAnswer(found));
            } else {
                SegmentsText.rows(console, found, csv);
            }
        } else {
            SegmentResult result = options.scored(stages, world -> Segments.compare(world, request()));
            show(result);
        }
        return ExitCode.DONE;
    }

    private NegativeResult negative(Stages stages) {
        // negated comparisons also reject NaN
        if (!(step > 0 && step <= 1) || !(elasticity >= 0)) {
            throw ClvException.user(
                    "step",
                    "--step must be in (0, 1] and --elasticity >= 0, were %s and %s".formatted(step, elasticity),
                    "Write 0.20 for a fifth.");
        }
        return options.scored(stages, world -> NegativeSegments.find(world, by, step, elasticity));
    }

    private SegmentRequest request() {
        SegmentRequest request = SegmentRequest.by(by.isEmpty() ? new String[] {"channel"} : by.toArray(String[]::new))
                .withOnly(only);
        String type = businessType;
        request = type == null ? request : request.withBusinessType(type);
        String branch = industry;
        return branch == null ? request : request.withIndustry(branch);
    }

    private void show(SegmentResult result) {
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else if (csv) {
            SegmentsText.csv(console.out(), result);
        } else {
            console.warnings(result.warnings());
            new SegmentsText(console, result).print();
        }
    }

    private void show(NegativeResult result) {
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else {
            console.warnings(result.warnings());
            NegativeText.print(console, result);
        }
    }
}
