// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

/** Checks of arguments; comparisons are negated so that they also reject NaN. */
public final class Arguments {
    private Arguments() {}

    public static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be finite and > 0, was %s".formatted(name, value));
        }
        return value;
    }

    public static void history(int frequency, double recency, double T) {
        boolean ordered = recency >= 0 && T >= recency && T < Double.POSITIVE_INFINITY;
        if (!ordered || frequency < 0 || (frequency == 0 && recency != 0)) {
            throw new IllegalArgumentException(
                    "history must have frequency >= 0, 0 <= recency <= T and recency 0 when frequency is 0, was frequency %d, recency %s, T %s"
                            .formatted(frequency, recency, T));
        }
    }

    public static void horizon(double horizon) {
        if (!(horizon >= 0 && horizon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("horizon must be finite and >= 0, was " + horizon);
        }
    }

    public static void probability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be in [0, 1], was " + probability);
        }
    }

    public static void most(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most must be >= 0, was " + most);
        }
    }
}
