// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Maximum likelihood: the optimiser, its options and the immutable {@link io.perennial.model.fit.Fit} it returns.
 */
@NullMarked
package io.perennial.model.fit;

import org.jspecify.annotations.NullMarked;
