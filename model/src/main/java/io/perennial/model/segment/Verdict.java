// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import io.perennial.model.economics.Bands;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * What ratio, payback and net value say together; each alone misleads: 1.9:1 with a payback of ten months is neither healthy nor hopeless, and 10:1 on a value of 200 brings less than
 * 3:1 on a value of 20,000.
 *
 * @param sentence the measures in words, with what they agree on or not
 */
public record Verdict(Level level, String sentence) {
    /** From worst to best; {@link #UNKNOWN} where no cost of acquisition is on record. */
    public enum Level {
        /** A customer costs more to win than he brings. */
        LOSING,
        /** Below 3:1 and slow to pay back. */
        WEAK,
        /** The measures disagree. */
        MIXED,
        /** 3:1 to 5:1 and paid back within a year. */
        HEALTHY,
        /** Above 5:1 and paid back within a year: test whether more customers can be won. */
        VERY_HIGH,
        UNKNOWN;

        /** Lower-case name with spaces. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Judges a segment.
     *
     * @param ratio CLV:CAC; empty without a cost of acquisition
     * @param payback months until the cost is repaid; infinite when it is not repaid in the time seen; empty when unknown
     * @param shareOfNetValue of all segments; empty when the whole is not positive
     * @param netEach value of a customer after the costs of serving and of winning him
     * @param money writes an amount of the company's currency
     */
    public static Verdict of(
            OptionalDouble ratio,
            OptionalDouble payback,
            double netEach,
            OptionalDouble shareOfNetValue,
            DoubleFunction<String> money) {
        String value = "%s %s per customer after service%s"
                .formatted(
                        netEach < 0 ? "loses" : "adds",
                        money.apply(Math.abs(netEach)),
                        shareOfNetValue.isPresent() ? share(shareOfNetValue.getAsDouble(), netEach < 0) : "");
        if (ratio.isEmpty()) {
            Level level = netEach < 0 ? Level.LOSING : Level.UNKNOWN;
            return new Verdict(level, "No cost of acquisition on record; " + value + ".");
        }
        Level level = level(ratio.getAsDouble(), payback, netEach);
        String sentence = "Ratio %s, payback %s; %s%s."
                .formatted(
                        Bands.CLV_TO_CAC.read(ratio.getAsDouble()).label(),
                        paybackLabel(payback),
                        value,
                        level == Level.MIXED ? ": the measures disagree, look at all three" : "");
        return new Verdict(level, sentence);
    }

    /** What part of the whole that is; a segment that loses takes from it. */
    private static String share(double share, boolean loses) {
        double percent = Math.abs(100 * share);
        String size = percent > 0 && percent < 0.5 ? "less than 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
        return loses ? ", which takes " + size + " off all net value" : " and " + size + " of all net value";
    }

    private static String paybackLabel(OptionalDouble payback) {
        if (payback.isEmpty()) {
            return "unknown";
        }
        double months = payback.getAsDouble();
        return Double.isInfinite(months)
                ? "not reached so far"
                : Bands.PAYBACK.read(months).label();
    }

    private static Level level(double ratio, OptionalDouble payback, double netEach) {
        if (netEach < 0 || ratio < 1) {
            return Level.LOSING;
        }
        boolean worth = ratio >= 3;
        boolean quick = payback.isPresent() ? payback.getAsDouble() < 12 : worth;
        if (worth != quick) {
            return Level.MIXED;
        }
        return !worth ? Level.WEAK : ratio > 5 ? Level.VERY_HIGH : Level.HEALTHY;
    }
}
