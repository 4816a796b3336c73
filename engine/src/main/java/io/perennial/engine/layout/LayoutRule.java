// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.layout;

import org.jspecify.annotations.Nullable;

/**
 * A condition under which a row is set aside, or a fact is accepted with a remark.
 *
 * @param code stable kebab-case name
 * @param when SQL over the columns; rows for which it is true break the rule
 * @param column of the layout to point at, or null
 * @param meaning one sentence
 */
public record LayoutRule(String code, String when, @Nullable String column, String meaning) {}
