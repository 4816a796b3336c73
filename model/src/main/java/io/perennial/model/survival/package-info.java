// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How long customers stay, measured in time since their start: {@link io.perennial.model.survival.KaplanMeier} for the curve,
 * {@link io.perennial.model.survival.LogRank} for whether groups differ, {@link io.perennial.model.survival.CoxFitter} for what it depends on. All read
 * {@link io.perennial.model.survival.SurvivalTimes}.
 */
@NullMarked
package io.perennial.model.survival;

import org.jspecify.annotations.NullMarked;
