// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Segments of customers compared: means with intervals ({@link io.perennial.model.segment.MeanEstimate}), what ratio, payback and value say together
 * ({@link io.perennial.model.segment.Verdict}), what a segment that loses money would need ({@link io.perennial.model.segment.BreakEven}) and why the value of a customer base has
 * changed ({@link io.perennial.model.segment.EquityChange}).
 */
@NullMarked
package io.perennial.model.segment;

import org.jspecify.annotations.NullMarked;
