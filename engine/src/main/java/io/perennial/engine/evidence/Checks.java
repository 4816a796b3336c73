// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.engine.observation.Observation;
import io.perennial.model.validate.Assumptions;
import io.perennial.model.validate.BacktestOptions;
import io.perennial.model.validate.Finding;
import io.perennial.model.validate.Lint;
import io.perennial.model.validate.Sufficiency;
import io.perennial.model.validate.Sufficiency.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Whether these data can carry what is asked of them.
 *
 * @param sufficiency the gate
 * @param findings malpractices and broken assumptions
 */
public record Checks(Sufficiency sufficiency, List<Finding> findings) {
    /** Rows that a bootstrap looks at; more would only cost time. */
    private static final int MOST_ROWS = 20_000;

    /** The gate alone, which decides how a run goes on. */
    public static Sufficiency gate(Observation observation, Sufficiency.Thresholds thresholds) {
        Columns customers = observation.customers();
        int[] frequency = customers.ints("frequency");
        int[] recency = customers.ints("recency_days");
        int[] observed = customers.ints("observed_days");
        int sinceLast = Integer.MAX_VALUE;
        long frequent = 0;
        for (int i = 0; i < frequency.length; i++) {
            sinceLast = Math.min(sinceLast, observed[i] - recency[i]);
            frequent += frequency[i] + 1 >= thresholds.frequentOrders() ? 1 : 0;
        }
        return Sufficiency.of(
                new Sufficiency.Facts(frequency.length, observation.days(), sinceLast, frequent), thresholds);
    }

    public static Checks of(
            Observation observation, Analysis analysis, GroupedHistories grouped, Sufficiency sufficiency) {
        Columns customers = observation.customers();
        List<Finding> findings = new ArrayList<>();
        Lint.repeatBuyersOnly(grouped.histories()).ifPresent(findings::add);
        Lint.droppedWeights(grouped.histories(), customers.rows()).ifPresent(findings::add);
        Lint.farHorizon(analysis.horizon().daysAfter(observation.end()), observation.days())
                .ifPresent(findings::add);
        BacktestOptions bootstrap = BacktestOptions.defaults().withSeed(analysis.seed());
        int stride = 1 + customers.rows() / MOST_ROWS;
        long[] keys =
                LongStream.range(0, (customers.rows() + stride - 1) / stride).toArray();
        Assumptions.spendDependsOnFrequency(
                        keys,
                        everyNth(customers.ints("frequency"), stride),
                        everyNth(customers.doubles("monetary_value"), stride),
                        bootstrap)
                .ifPresent(findings::add);
        Assumptions.outlierLeverage(customers.doubles("revenue")).ifPresent(findings::add);
        Columns pairs = observation.mart().intervalPairs(observation.end());
        Assumptions.tooRegular(pairs.doubles("first_interval"), pairs.doubles("second_interval"), 1)
                .ifPresent(findings::add);
        return new Checks(sufficiency, List.copyOf(findings));
    }

    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        sufficiency.failures().forEach(failure -> notices.add(Notice.detail(failure.code(), failure.message())));
        if (!sufficiency.sufficient()) {
            notices.add(new Notice(
                    "fallback",
                    "Too little data to choose a model: "
                            + sufficiency.fallback().sentence() + ". "
                            + sufficiency.failures().stream()
                                    .map(Failure::message)
                                    .collect(Collectors.joining(" "))));
        }
        findings.forEach(finding -> notices.add(new Notice(finding.code(), finding.message())));
        return notices;
    }

    private static int[] everyNth(int[] column, int stride) {
        int[] taken = new int[(column.length + stride - 1) / stride];
        Arrays.setAll(taken, i -> column[i * stride]);
        return taken;
    }

    private static double[] everyNth(double[] column, int stride) {
        double[] taken = new double[(column.length + stride - 1) / stride];
        Arrays.setAll(taken, i -> column[i * stride]);
        return taken;
    }
}
