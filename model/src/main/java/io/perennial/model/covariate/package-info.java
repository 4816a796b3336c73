// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Models of purchasing whose rates depend on what is known of customers. {@link io.perennial.model.covariate.CovariateFitter} takes covariates that do not change,
 *
 */
@NullMarked
package io.perennial.model.covariate;

import org.jspecify.annotations.NullMarked;
