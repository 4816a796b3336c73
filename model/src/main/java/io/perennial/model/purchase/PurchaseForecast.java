// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

/**
 * Forecasts in columns; row i belongs to row i of the histories asked about. The arrays belong to the receiver.
 *
 * @param horizon length of the forecast in the model's time unit
 * @param pAlive probability of being a customer at T
 * @param pBuy probability of at least one transaction in (T, T + horizon]
 * @param expected expected transactions in (T, T + horizon]
 * @param discounted the same, each discounted to T
 * @param variance variance of the number of transactions in (T, T + horizon]
 */
@SuppressWarnings("ArrayRecordComponent") // columns on a hot path
public record PurchaseForecast(
        double horizon, double[] pAlive, double[] pBuy, double[] expected, double[] discounted, double[] variance) {}
