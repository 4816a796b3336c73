// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import io.perennial.model.fit.Diagnosis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.hipparchus.special.Erf;

/**
 * The Kaplan-Meier curve: the share of customers still there at each age, with right censoring, left truncation and weights.
 *
 * <p>S(t) = product over event times up to t of (1 - events / atRisk); Greenwood's variance of log S is the sum of events / (atRisk (atRisk - events)).
 * Where everybody at risk left although others came under observation only later (left truncation), that factor would end the curve for all: it is left out,
 * and the diagnosis {@code risk-set-exhausted} says so.
 *
 * <p>Source: Klein and Moeschberger, Survival Analysis (2003), sections 4.2 to 4.6.
 */
public final class KaplanMeier {
    /** Rounding of a product of thousands of factors: a curve this near to a level has reached it. */
    private static final double ROUNDING = 1e-12;

    private static final int FEW = 8;

    private final double[] time;
    private final double[] atRisk;
    private final double[] events;
    private final double[] survival;
    private final double[] logVariance;
    private final double lastObserved;
    private final List<Diagnosis> diagnoses;

    private KaplanMeier(double[] time, double[] atRisk, double[] events, double lastObserved, SurvivalTimes times) {
        this.time = time;
        this.atRisk = atRisk;
        this.events = events;
        this.lastObserved = lastObserved;
        this.survival = new double[time.length];
        this.logVariance = new double[time.length];
        this.diagnoses = new ArrayList<>(diagnosesOf(times));
        double share = 1;
        double variance = 0;
        for (int i = 0; i < time.length; i++) {
            double stay = atRisk[i] - events[i];
            if (stay > 0) {
                share *= stay / atRisk[i];
                variance += events[i] / (atRisk[i] * stay);
            } else if (time[i] < lastObserved) {
                diagnoses.add(exhausted(time[i]));
            } else {
                share = 0;
            }
            survival[i] = share;
            logVariance[i] = variance;
        }
    }

    /** The curve of these customers; never throws on data that say little, but says so in {@link #diagnoses}. */
    public static KaplanMeier of(SurvivalTimes times) {
        Collector collector = new Collector(times);
        collector.sets.walk(collector);
        int n = collector.size;
        double[] time = new double[n];
        double[] atRisk = new double[n];
        double[] events = new double[n];
        for (int i = 0; i < n; i++) {
            time[i] = collector.time[n - 1 - i];
            atRisk[i] = collector.atRisk[n - 1 - i];
            events[i] = collector.events[n - 1 - i];
        }
        return new KaplanMeier(time, atRisk, events, collector.last, times);
    }

    private static final class Collector implements RiskSets.Visitor {
        private final SurvivalTimes times;
        private final RiskSets sets;
        private double[] time = new double[64];
        private double[] atRisk = new double[64];
        private double[] events = new double[64];
        private int size;
        private double present;
        private double last;

        Collector(SurvivalTimes times) {
            this.times = times;
            this.sets = new RiskSets(times);
        }

        @Override
        public void enter(int row) {
            present += times.weight(row);
            last = Math.max(last, times.exit(row));
        }

        @Override
        public void leave(int row) {
            present -= times.weight(row);
        }

        @Override
        public void empty() {
            present = 0;
        }

        @Override
        public void event(double at, int from, int to) {
            if (size == time.length) {
                time = Arrays.copyOf(time, 2 * size);
                atRisk = Arrays.copyOf(atRisk, 2 * size);
                events = Arrays.copyOf(events, 2 * size);
            }
            double ended = 0;
            double all = 0;
            for (int i = from; i < to; i++) {
                double weight = times.observed(sets.row(i)) ? times.weight(sets.row(i)) : 0;
                all += weight;
                ended += sets.ended(i) ? weight : 0;
            }
            time[size] = at;
            events[size] = ended;
            // sums of fractional weights are rounded: whoever is last seen now was at risk
            atRisk[size] = Math.abs(present - all) <= ROUNDING * present ? all : present;
            size++;
        }
    }

    private static List<Diagnosis> diagnosesOf(SurvivalTimes times) {
        List<Diagnosis> found = new ArrayList<>();
        double customers = times.customers();
        if (customers == 0) {
            found.add(new Diagnosis(
                    "nobody-observed",
                    "Nobody was observed for any time, so nothing is known of how long customers stay."));
            return found;
        }
        if (customers < FEW) {
            found.add(new Diagnosis(
                    "too-few-customers",
                    String.format(
                            Locale.ROOT,
                            "Too few customers for a curve: %.0f; at least %d are needed.",
                            customers,
                            FEW)));
        }
        boolean ended = false;
        for (int i = 0; i < times.size() && !ended; i++) {
            ended = times.ended(i) && times.observed(i);
        }
        if (!ended) {
            found.add(new Diagnosis(
                    "nobody-left",
                    String.format(
                            Locale.ROOT,
                            "Nobody left in %.1f customer-%ss: at a constant rate, fewer than %.3g %% a %s leave with 95 %% confidence, and no more is known.",
                            times.exposure(),
                            times.timeUnit().label(),
                            100 * -Math.expm1(Math.log(0.05) / times.exposure()),
                            times.timeUnit().label())));
        }
        return found;
    }

    private static Diagnosis exhausted(double at) {
        return new Diagnosis(
                "risk-set-exhausted",
                String.format(
                        Locale.ROOT,
                        "Everybody known at age %.6g left then, but customers who came under observation later have stayed longer: the curve passes over that age.",
                        at));
    }

    /** What is wrong with these data, empty when nothing is. */
    public List<Diagnosis> diagnoses() {
        return List.copyOf(diagnoses);
    }

    /** Number of times at which somebody left. */
    public int size() {
        return time.length;
    }

    /** The i-th of these times, ascending. */
    public double time(int i) {
        return time[i];
    }

    /** Customers at risk then. */
    public double atRisk(int i) {
        return atRisk[i];
    }

    /** Those who left then. */
    public double events(int i) {
        return events[i];
    }

    /** S just after then. */
    public double survival(int i) {
        return survival[i];
    }

    /** Greenwood's standard error of {@link #survival(int)}. */
    public double standardError(int i) {
        return survival[i] * Math.sqrt(logVariance[i]);
    }

    /** The longest time anybody was seen to stay; the curve says nothing beyond. */
    public double lastObserved() {
        return lastObserved;
    }

    /** S(at): the share still there just after {@code at}, at least 0. */
    public double survivalAt(double at) {
        int i = index(at);
        return i < 0 ? 1 : survival[i];
    }

    /** S just before {@code at}. */
    double survivalBefore(double at) {
        return survivalAt(Math.nextDown(at));
    }

    /** The last event time up to {@code at}; -1 before the first. */
    private int index(double at) {
        int found = Arrays.binarySearch(time, at);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * Interval of {@link #survival(int)} with ends S^exp(-+ z se / log S), se being the standard error of log S: it stays within [0, 1]. Where S is 0 its upper end is the
     * one before times 1 - tail^(1 / atRisk), the exact bound for customers who all left.
     *
     * @param confidence in (0, 1), such as 0.95
     */
    public Interval interval(int i, double confidence) {
        // negated comparison also rejects NaN
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be in (0, 1), was " + confidence);
        }
        if (survival[i] > 0 && survival[i] < 1) {
            double log = Math.log(survival[i]);
            double width = Math.sqrt(2) * Erf.erfInv(confidence) * Math.sqrt(logVariance[i]) / -log;
            return new Interval(Math.exp(log * Math.exp(width)), Math.exp(log * Math.exp(-width)));
        }
        double tail = (1 - confidence) / 2;
        double before = i == 0 ? 1 : interval(i - 1, confidence).high();
        return survival[i] == 0
                ? new Interval(0, before * -Math.expm1(Math.log(tail) / atRisk[i]))
                : new Interval(Math.pow(tail, 1 / atRisk[i]), 1);
    }

    /** The first time by which at least the share {@code left} has left; empty if the curve stays above. */
    public OptionalDouble quantile(double left) {
        for (int i = 0; i < time.length; i++) {
            if (survival[i] <= 1 - left + ROUNDING) {
                return OptionalDouble.of(time[i]);
            }
        }
        return OptionalDouble.empty();
    }

    /** The time by which half have left; empty if more than half were still there at the end of observation. */
    public OptionalDouble median() {
        return quantile(0.5);
    }

    /**
     * The area under the curve up to {@code until}, with variance sum of area(t, until)^2 events / (atRisk (atRisk - events)) over event times t. Beyond the last
     * observation the curve is unknown: the limit is then moved there, unless the curve is 0.
     *
     * @param until greater than 0
     */
    public RestrictedMean restrictedMean(double until) {
        // negated comparison also rejects NaN
        if (!(until > 0)) {
            throw new IllegalArgumentException("until must be > 0, was " + until);
        }
        boolean gone = time.length > 0 && survival[time.length - 1] == 0;
        double limit = gone ? Math.min(until, Double.MAX_VALUE) : Math.min(until, lastObserved);
        double area = 0;
        double variance = 0;
        double end = limit;
        for (int i = index(limit); i >= 0; i--) {
            area += survival[i] == 0 ? 0 : survival[i] * (end - time[i]);
            end = time[i];
            variance += area * area * (logVariance[i] - (i == 0 ? 0 : logVariance[i - 1]));
        }
        return new RestrictedMean(limit, area + end, Math.sqrt(variance));
    }

    /**
     * The curve at whole periods, with an independent error for each period.
     *
     * @param period length of a period in the time unit, greater than 0
     * @param periods how many; fewer if the observation ends before
     */
    public SurvivalTable table(double period, int periods) {
        int known = SurvivalTable.known(lastObserved, period, periods);
        double[] log = new double[known + 1];
        double[] variance = new double[known + 1];
        for (int t = 1; t <= known; t++) {
            int i = index(t * period);
            log[t] = i < 0 ? 0 : Math.log(survival[i]);
            variance[t] = i < 0 ? 0 : logVariance[i];
        }
        return SurvivalTable.of(log, SurvivalTable.increments(variance));
    }
}
