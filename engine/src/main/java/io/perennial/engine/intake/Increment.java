// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import org.jspecify.annotations.Nullable;

/**
 * What to read of a database that is read again and again: rows at or above the greatest value of a column so far.
 *
 * @param table to read; null: the query of the request, in which {@code :since} stands for that value
 * @param column of the table, or of the query's result, that grows with every change, such as {@code updated_at}
 * @param start value to begin with; null: all rows
 */
public record Increment(
        @Nullable String table, String column, @Nullable String start) {}
