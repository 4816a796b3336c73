// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its bootstrap interval, or the reason why there is none. Never NaN or infinite.
 *
 * @param value the figure; null when it is undefined
 * @param low lower end of the interval; null when the figure does not vary between customers or could not be resampled
 * @param high upper end of the interval
 * @param standardError standard deviation over the resamples
 * @param reason why {@code value} is null; null when it is not
 */
public record Estimate(
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double standardError,
        @Nullable String reason) {

    /** A figure that belongs to the whole, such as seconds, without an interval. */
    public static Estimate exact(double value) {
        return new Estimate(value, null, null, null, null);
    }

    /** No figure, and why. */
    public static Estimate undefined(String reason) {
        return new Estimate(null, null, null, null, reason);
    }

    /** The figure, empty when undefined. */
    public OptionalDouble figure() {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
