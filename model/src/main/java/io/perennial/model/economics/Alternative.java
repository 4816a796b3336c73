// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import org.jspecify.annotations.Nullable;

/**
 * The same question answered under another convention, shown beside the value.
 *
 * @param name the convention
 * @param value null where it is undefined
 * @param result as shown
 * @param note when it applies, or why it is not the answer
 */
public record Alternative(String name, @Nullable Double value, Unit unit, String result, String note) {}
