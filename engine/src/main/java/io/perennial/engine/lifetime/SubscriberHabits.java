// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.model.account.Growth;
import java.util.Map;

/**
 * What subscribers are known to do.
 *
 * @param curves how they renew
 * @param growth a month, of what those who stay pay, by billing interval
 * @param back share that came to pay of those active, past due, paused and in a trial
 */
@SuppressWarnings("ArrayRecordComponent") // four shares by status
record SubscriberHabits(RenewalCurves curves, Map<String, Growth> growth, double[] back) {}
