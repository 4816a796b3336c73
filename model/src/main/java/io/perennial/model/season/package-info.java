// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Purchases that follow the calendar: an index by month and weekday, time that runs by it, and purchase models in that time. Open
 * {@link io.perennial.model.season.SeasonIndex} first, then {@link io.perennial.model.season.SeasonalPurchases}.
 */
@NullMarked
package io.perennial.model.season;

import org.jspecify.annotations.NullMarked;
