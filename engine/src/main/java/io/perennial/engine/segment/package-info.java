// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Lifetime value by segment: {@link io.perennial.engine.segment.Segments} compares segments, {@link io.perennial.engine.segment.NegativeSegments} lists those that lose money. Both look through a
 * {@link io.perennial.engine.segment.ScoredWorld}.
 */
@NullMarked
package io.perennial.engine.segment;

import org.jspecify.annotations.NullMarked;
