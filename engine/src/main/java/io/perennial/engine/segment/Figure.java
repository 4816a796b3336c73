// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.model.economics.Bands;
import io.perennial.model.economics.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A figure that may be unknown, and the band it falls into.
 *
 * @param value null: unknown, for the reason given
 * @param band its name; empty where there is no scale
 * @param range the band's limits
 * @param reason why it is unknown; empty where it is known
 */
public record Figure(@Nullable Double value, String band, String range, String reason) {
    static Figure of(double value) {
        return new Figure(value, "", "", "");
    }

    static Figure on(Bands bands, double value) {
        Reading reading = bands.read(value);
        return new Figure(value, reading.label(), reading.range(), "");
    }

    static Figure unknown(String reason) {
        return new Figure(null, "", "", reason);
    }

    /** Whether it is known. */
    public boolean known() {
        return value != null;
    }

    /** The value, or NaN where it is unknown. */
    public double orNaN() {
        return value == null ? Double.NaN : value;
    }
}
