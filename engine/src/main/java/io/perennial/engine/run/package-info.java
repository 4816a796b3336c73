// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The main path. Open {@link io.perennial.engine.run.ScoreRun}: read, summarise, choose, fit, forecast, value, write.
 */
@NullMarked
package io.perennial.engine.run;

import org.jspecify.annotations.NullMarked;
