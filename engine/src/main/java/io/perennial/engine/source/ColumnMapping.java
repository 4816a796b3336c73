// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

/**
 * Which column of which file plays a role, and why.
 *
 * @param role customer, date, amount, order, quantity, price, discount, refund, status, cancelled or currency
 * @param file input as the user gave it
 * @param column header, or {@code column N} in a file without header
 * @param how {@code chosen}, {@code header} or {@code content}
 */
public record ColumnMapping(String role, String file, String column, String how) {}
