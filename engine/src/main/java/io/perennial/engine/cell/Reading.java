// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one column are read.
 *
 * @param expression SQL that gives the value, or null for what cannot be read
 * @param description in words, for the report
 * @param currency ISO 4217 code that the values carry; null if they carry none
 * @param notices assumptions made
 */
public record Reading(
        String expression, String description, @Nullable String currency, List<Notice> notices) {
    public static Reading of(String expression, String description) {
        return new Reading(expression, description, null, List.of());
    }
}
