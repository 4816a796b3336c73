// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An expectation, or the reason why there is none.
 *
 * @param value finite; null where the expectation does not exist
 * @param reason one sentence for a person; empty where there is a value
 */
public record Expected(@Nullable Double value, String reason) {
    /** The value, or the reason that it is beyond the numbers of this machine. */
    static Expected of(double value) {
        return Double.isFinite(value)
                ? new Expected(value, "")
                : none("The expectation is larger than any number a computer holds.");
    }

    static Expected none(String reason) {
        return new Expected(null, reason);
    }

    /** The same with its value changed; a missing value stays missing. */
    Expected map(DoubleUnaryOperator change) {
        return value == null ? this : of(change.applyAsDouble(value));
    }
}
