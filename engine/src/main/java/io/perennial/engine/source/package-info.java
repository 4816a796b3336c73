// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * From files and databases to one relation of order lines. Open {@link io.perennial.engine.source.OrderSource} first: it opens each input as a
 * sheet, recognises the columns, stages the text, judges dates and numbers over the whole column, and keeps every row either as an order line
 * or in quarantine with the rule it broke.
 */
@NullMarked
package io.perennial.engine.source;

import org.jspecify.annotations.NullMarked;
