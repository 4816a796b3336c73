// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Whether and how purchases of a company follow the calendar. Open {@link io.perennial.engine.season.SeasonReader}.
 */
@NullMarked
package io.perennial.engine.season;

import org.jspecify.annotations.NullMarked;
