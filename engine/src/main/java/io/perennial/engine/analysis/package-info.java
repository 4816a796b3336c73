// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a run is asked: the horizon, the margin, the models and how spend is counted. Open {@link io.perennial.engine.analysis.Analysis}.
 */
@NullMarked
package io.perennial.engine.analysis;

import org.jspecify.annotations.NullMarked;
