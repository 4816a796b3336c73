// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;

/**
 * A purchase model and a spend model fitted to the same customers.
 *
 * @param family of the purchase model
 * @param basis purchases the spend model was fitted on
 */
record ModelPair(
        PurchaseFamily family,
        Fit<? extends PurchaseModel> purchase,
        SpendBasis basis,
        Fit<? extends SpendModel> spend) {

    /** In prose: {@code BG/NBD with Gamma-Gamma spend (all purchases)}. */
    String title() {
        return family.title() + " with Gamma-Gamma spend (" + (basis == SpendBasis.ALL ? "all" : "repeat")
                + " purchases)";
    }
}
