// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Customer lifetime value models: pure computation on values and arrays, no input or output.
 *
 * <p>Open {@link io.perennial.model.purchase.PurchaseModel} for the models of repeat purchasing, {@code spend} for the amount per purchase,
 * {@code economics} for the formulas of unit economics, {@code validate} for the accuracy metrics.
 */
@NullMarked
package io.perennial.model;

import org.jspecify.annotations.NullMarked;
