// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.ledger;

/**
 * A column of a table of facts.
 *
 * @param type of DuckDB
 * @param needed true if it may not be null
 */
public record FactColumn(String name, String type, boolean needed) {}
