// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

/**
 * One line of arithmetic.
 *
 * @param label what is computed
 * @param formula in names: {@code arpu × margin}
 * @param arithmetic in numbers: {@code $150.00 × 82%}
 * @param result as shown: {@code $123.00}
 * @param value the number behind the result
 */
public record Step(String label, String formula, String arithmetic, String result, double value, Unit unit) {}
