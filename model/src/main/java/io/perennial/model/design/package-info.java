// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of customers, as numbers a model can use: {@link io.perennial.model.design.Contrasts} turns attributes into
 * {@link io.perennial.model.design.Covariates}, {@link io.perennial.model.design.Design} prepares these for a likelihood.
 */
@NullMarked
package io.perennial.model.design;

import org.jspecify.annotations.NullMarked;
