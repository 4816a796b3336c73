// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the cells of a column mean, judged over the whole column: {@link io.perennial.engine.cell.DateJudge} for days and instants,
 * {@link io.perennial.engine.cell.NumberJudge} for amounts, {@link io.perennial.engine.cell.Mojibake} for text that was mistaken for another encoding.
 */
@NullMarked
package io.perennial.engine.cell;

import org.jspecify.annotations.NullMarked;
