// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Maximum likelihood: open {@link io.perennial.model.fit.MaximumLikelihood} first. A fitter describes its model on its data as a
 * {@link io.perennial.model.fit.LikelihoodProblem} and receives an immutable {@link io.perennial.model.fit.Fit}.
 */
@NullMarked
package io.perennial.model.fit;

import org.jspecify.annotations.NullMarked;
