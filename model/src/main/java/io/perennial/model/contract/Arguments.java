// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

/** Checks of arguments; comparisons are negated so that they also reject NaN. */
final class Arguments {
    private Arguments() {}

    static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be finite and > 0, was %s".formatted(name, value));
        }
        return value;
    }

    static int notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s must be >= 0, was %d".formatted(name, value));
        }
        return value;
    }
}
