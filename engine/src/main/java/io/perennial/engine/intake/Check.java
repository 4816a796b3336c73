// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

/**
 * A rule as it is checked on the rows of one file.
 *
 * @param code stable kebab-case name
 * @param condition SQL over the typed cells and facts; rows for which it is true are set aside
 * @param header of the column to point at, empty if there is none
 * @param meaning one sentence
 */
record Check(String code, String condition, String header, String meaning) {}
