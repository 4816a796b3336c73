// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

/**
 * A named number with its unit, the operand of a {@link Worksheet} step.
 *
 * @param name as it reads in a formula, such as {@code purchase value}
 */
public record Quantity(String name, double value, Unit unit) {
    static Quantity of(String name, double value, Unit unit) {
        return new Quantity(name, Figures.clean(value), unit);
    }

    Quantity called(String other) {
        return new Quantity(other, value, unit);
    }
}
