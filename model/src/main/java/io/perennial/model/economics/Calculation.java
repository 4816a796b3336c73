// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a formula, with all that is needed to check it.
 *
 * @param name the formula's name
 * @param id its identifier, such as {@code F-05}
 * @param inputs every input used, defaults included, in the formula's order
 * @param value null where the quantity is undefined; never infinite, never NaN
 * @param result the value as shown
 * @param reason why the value is null; null when it is not
 * @param basis null for quantities that are not values of a customer
 * @param readings the bands the figures fall in, the main one first
 * @param alternatives other conventions with their figures
 * @param notes assumptions and warnings
 */
public record Calculation(
        String name,
        String id,
        String title,
        Map<String, Object> inputs,
        String currency,
        @Nullable Double value,
        String result,
        @Nullable String reason,
        @Nullable Basis basis,
        Unit unit,
        List<Step> steps,
        List<Reading> readings,
        List<Alternative> alternatives,
        List<String> notes,
        @Nullable Table table) {

    /** The unit as written in JSON: the currency code for money. */
    public String unitLabel() {
        return unit.label(currency);
    }
}
