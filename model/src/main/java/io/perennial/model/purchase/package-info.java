// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Probability models of repeat purchasing. Open {@link io.perennial.model.purchase.PurchaseModel} first.
 */
@NullMarked
package io.perennial.model.purchase;

import org.jspecify.annotations.NullMarked;
