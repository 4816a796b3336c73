// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.Locale;

/**
 * Value of a stream of equal receipts that stops with constant probability each period.
 *
 * <p>Receipt number t = 1, 2, … is made if the customer has survived; a receipt at the end of period t is discounted by (1 + discount)^-t. With the
 * first receipt certain the series sums to receipt / (churn + discount), which is the formula of the textbooks; the other conventions differ by a factor.
 * See Gupta and Lehmann, "Customers as Assets", Journal of Interactive Marketing 17 (2003), for the series.
 */
public final class SubscriptionValue {
    /** When within its period a receipt arrives. */
    public enum Timing {
        END(0),
        MID(0.5),
        START(1);

        private final double advance;

        Timing(double advance) {
            this.advance = advance;
        }

        /** Part of a period by which a receipt comes before the period's end. */
        public double advance() {
            return advance;
        }

        static Timing of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether a customer may leave before the first receipt (its probability is then 1 - churn) or only after it. */
    public enum Survival {
        AFTER_RECEIPT,
        BEFORE_RECEIPT;

        static Survival of(String label) {
            return label.equals("before") ? BEFORE_RECEIPT : AFTER_RECEIPT;
        }

        String label() {
            return name().substring(0, name().indexOf('_')).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How the future is counted.
     *
     * @param discount effective rate per period, at least 0
     */
    public record Convention(double discount, Timing timing, Survival survival) {
        /** No discounting, receipts at the end of the period, the first one certain. */
        public static final Convention PLAIN = new Convention(0, Timing.END, Survival.AFTER_RECEIPT);

        public Convention {
            // negated comparison also rejects NaN
            if (!(discount >= 0)) {
                throw new IllegalArgumentException("discount must be >= 0, was " + discount);
            }
        }

        public Convention withTiming(Timing other) {
            return new Convention(discount, other, survival);
        }

        public Convention withSurvival(Survival other) {
            return new Convention(discount, timing, other);
        }

        public Convention withDiscount(double other) {
            return new Convention(other, timing, survival);
        }

        /** (1 + discount)^(0, ½ or 1) × (1 or 1 - churn): what timing and survival add to receipt / (churn + discount). */
        double factor(double churn) {
            double early = Math.pow(1 + discount, timing.advance);
            return survival == Survival.BEFORE_RECEIPT ? early * (1 - churn) : early;
        }
    }

    private SubscriptionValue() {}

    /**
     * Value without end: receipt × factor / (churn + discount).
     *
     * @param receipt amount per period
     * @param churn per period, in (0, 1]; zero or less has no finite value and is refused
     * @return in the currency of the receipt
     */
    public static double unlimited(double receipt, double churn, Convention convention) {
        // negated comparison also rejects NaN
        if (!(churn > 0 && churn <= 1)) {
            throw new IllegalArgumentException("churn must be > 0 and <= 1, was " + churn);
        }
        return receipt * convention.factor(churn) / (churn + convention.discount());
    }

    /**
     * Value of the first {@code periods} receipts: receipt × factor × (1 - q^periods) / (churn + discount) with q = (1 - churn) / (1 + discount).
     *
     * @param churn per period, at most 1; negative when revenue grows faster than customers leave
     * @param periods at least 0
     */
    public static double capped(double receipt, double churn, Convention convention, double periods) {
        // negated comparison also rejects NaN
        if (!(churn <= 1 && periods >= 0)) {
            throw new IllegalArgumentException(
                    "churn must be <= 1 and periods >= 0, were " + churn + " and " + periods);
        }
        double drain = churn + convention.discount();
        double logRatio = Math.log1p(-churn) - Math.log1p(convention.discount());
        // q = 1 is the limit: as many receipts as periods
        double annuity = drain == 0 ? periods : periods == 0 ? 0 : -Math.expm1(periods * logRatio) / drain;
        return receipt * convention.factor(churn) * annuity;
    }
}
