// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Which model deserves belief: the checks on the data, the backtest, the choice. Open {@link io.perennial.engine.evidence.Choice}.
 */
@NullMarked
package io.perennial.engine.evidence;

import org.jspecify.annotations.NullMarked;
