// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Cohort tables whose cells after the day of observation are forecast by the models of the scores: {@link io.perennial.engine.cohort.CohortFill}. */
@NullMarked
package io.perennial.engine.cohort;

import org.jspecify.annotations.NullMarked;
