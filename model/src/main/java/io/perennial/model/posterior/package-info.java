// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How sure a fit is, beyond its standard errors. Open {@link io.perennial.model.posterior.PosteriorSampler} first: it draws parameters from their posterior by NUTS from the
 * {@link io.perennial.model.fit.LikelihoodProblem} that a fitter gives out.
 */
@NullMarked
package io.perennial.model.posterior;

import org.jspecify.annotations.NullMarked;
