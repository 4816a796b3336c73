// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Customers under contract, who are seen to leave: models of renewal in periods and the value of a stream of receipts. Open
 * {@link io.perennial.model.contract.RenewalModel} first, {@link io.perennial.model.contract.SubscriptionStream} for value. What happens at any moment of
 * a calendar instead of at renewals is in {@link io.perennial.model.survival}.
 */
@NullMarked
package io.perennial.model.contract;

import org.jspecify.annotations.NullMarked;
