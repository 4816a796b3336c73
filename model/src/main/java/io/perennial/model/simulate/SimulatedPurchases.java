// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import io.perennial.model.purchase.PurchaseHistories;

/**
 * What simulated customers did; position i belongs to row i of the histories. The arrays belong to the receiver.
 *
 * @param histories the calibration window, one row per customer
 * @param holdout length of the window after each customer's T
 * @param holdoutPurchases purchases in it
 * @param times times of all repeat purchases until T + holdout, since the first purchase
 */
@SuppressWarnings("ArrayRecordComponent") // columns
public record SimulatedPurchases(
        PurchaseHistories histories, double holdout, int[] holdoutPurchases, double[][] times) {}
