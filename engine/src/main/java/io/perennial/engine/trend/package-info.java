// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How value and its inputs moved, as known at the end of each period and restated, and why: open {@link io.perennial.engine.trend.TrendRun} first. A change between two days is divided by
 * scoring the second day again under what held on the first ({@link io.perennial.engine.trend.Change}).
 */
@NullMarked
package io.perennial.engine.trend;

import org.jspecify.annotations.NullMarked;
