// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Whether customers will be active in a period that does not begin today. Open {@link io.perennial.model.activity.FuturePeriods} first.
 */
@NullMarked
package io.perennial.model.activity;

import org.jspecify.annotations.NullMarked;
