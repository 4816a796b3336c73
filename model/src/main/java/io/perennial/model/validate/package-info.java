// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How right predictions were, and what follows from it.
 *
 * <p>Open {@link io.perennial.model.validate.Backtest} first: {@link io.perennial.model.validate.Candidate}s predict each
 * {@link io.perennial.model.validate.Holdout}, the metrics compare with what happened, {@link io.perennial.model.validate.ModelChoice}
 * picks by a stated rule. {@link io.perennial.model.validate.Sufficiency} and {@link io.perennial.model.validate.Lint} speak before anything is fitted.
 */
@NullMarked
package io.perennial.model.validate;

import org.jspecify.annotations.NullMarked;
