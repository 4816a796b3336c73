// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

/**
 * Subscriptions with a future, in columns.
 *
 * @param customer whose it is
 * @param age renewals behind it
 * @param mrr what it pays per month
 * @param nextDays days to the next renewal
 * @param certainty probability that it pays at all: below 1 for what is past due, paused or in a trial
 */
@SuppressWarnings("ArrayRecordComponent") // columns on a hot path
record Subscribers(int[] customer, int[] age, double[] mrr, double[] nextDays, double[] certainty) {}
