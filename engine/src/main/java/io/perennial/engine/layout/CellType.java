// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.layout;

import java.util.Locale;

/** What the cells of a column are. */
public enum CellType {
    /** Text without blanks around it; words such as {@code null} and {@code n/a} stand for nothing. */
    TEXT,
    /** Text in lower case, so that an e-mail address is the same however it is written. */
    EMAIL,
    /** An amount or a measure, DECIMAL(18,4). */
    NUMBER,
    /** A number with up to twelve decimals, as an exchange rate has. */
    RATE,
    /** An amount in the smallest unit of its currency: cents of EUR, whole JPY. */
    MINOR_UNITS,
    /** A number without decimals. */
    INTEGER,
    /** Yes or no. */
    BOOLEAN,
    /** A day in the business time zone. */
    DATE,
    /** A timestamp in UTC. */
    INSTANT,
    /** JSON as it stands. */
    JSON;

    /** Name in layouts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
