// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.report.ScoreReport.Interval;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model is right.
 *
 * @param choice one or two sentences: which rule chose the model and what it decided
 * @param checks conditions on the data and the fit (sufficiency gate, lint), passed or not
 */
public record Evidence(String choice, Section<Tracking> tracking, Section<Holdout> holdout, List<Check> checks) {

    public Evidence {
        checks = List.copyOf(checks);
    }

    /**
     * A condition looked at.
     *
     * @param name short, such as {@code Buyers}
     * @param detail the figure found and the figure required
     * @param consequence what was used instead or what to keep in mind; empty if passed
     */
    public record Check(String name, boolean passed, String detail, String consequence) {}

    /**
     * Cumulative repeat transactions (every customer's first excluded), actual against expected by the chosen model.
     *
     * @param holdoutStart first day the model had not seen when it was fitted; null if it had seen all of them
     * @param points one per period, ascending; at most about 200
     */
    public record Tracking(@Nullable LocalDate holdoutStart, List<TrackingPoint> points) {
        public Tracking {
            points = List.copyOf(points);
        }
    }

    /**
     * Totals up to the end of a period.
     *
     * @param date last day of the period
     * @param actual repeat transactions counted
     * @param expected repeat transactions expected
     */
    public record TrackingPoint(LocalDate date, double actual, double expected) {}

    /**
     * What happened in the part of the window that was held out.
     *
     * @param start first day held out
     * @param end last day held out
     * @param customers customers acquired before {@code start}, all of them scored
     * @param transactions transactions of these customers in the holdout
     * @param calibration by repeat purchases before {@code start}: 0, 1 … 6, 7+
     * @param measures columns of the comparison
     * @param contenders rows of the comparison, the chosen one first, the baselines last
     * @param coverage of the intervals of the chosen model
     */
    public record Holdout(
            LocalDate start,
            LocalDate end,
            long customers,
            double transactions,
            List<Calibration> calibration,
            List<Measure> measures,
            List<Contender> contenders,
            List<Coverage> coverage) {
        public Holdout {
            calibration = List.copyOf(calibration);
            measures = List.copyOf(measures);
            contenders = List.copyOf(contenders);
            coverage = List.copyOf(coverage);
        }
    }

    /**
     * Customers with the same number of repeat purchases before the holdout.
     *
     * @param frequency label: {@code 0}, {@code 1} … {@code 7+}
     * @param actual mean transactions per customer in the holdout
     * @param expected mean expected by the chosen model
     */
    public record Calibration(String frequency, long customers, double actual, double expected) {}

    /**
     * A measure of accuracy.
     *
     * @param label heading, such as {@code Total bias}
     * @param definition one sentence: what it is and what is good
     * @param format how its figures are written
     * @param better which figures are better
     */
    public record Measure(String label, String definition, Format format, Better better) {}

    /** How a measure is written. */
    public enum Format {
        /** A fraction shown as a percentage. */
        PERCENT,
        /** A plain number. */
        NUMBER,
        /** An amount in the report's currency. */
        MONEY,
        /** A duration in seconds. */
        SECONDS
    }

    /** Which figures of a measure are better. */
    public enum Better {
        HIGHER,
        LOWER,
        NEAR_ZERO,
        /** None is pointed out. */
        NEITHER
    }

    /**
     * A model or baseline compared.
     *
     * @param results one per measure, in the order of the measures, each with its bootstrap interval; a NaN value where it has none
     */
    public record Contender(String name, boolean chosen, boolean baseline, List<Interval> results) {
        public Contender {
            results = List.copyOf(results);
        }
    }

    /**
     * How often the truth fell into the intervals.
     *
     * @param what what the interval is for, such as {@code transactions of a customer}
     * @param nominal promised share, as a fraction
     * @param actual share found in the holdout, as a fraction
     */
    public record Coverage(String what, double nominal, double actual) {}
}
