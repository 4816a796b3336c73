// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.regular.BetaGeometricCnbdK;
import io.perennial.model.season.SeasonalPurchases;
import io.perennial.model.spend.SpendModel;

/**
 * A purchase model and a spend model fitted to the same customers.
 *
 * @param family of the purchase model
 * @param basis purchases the spend model was fitted on
 */
public record ModelPair(
        PurchaseFamily family,
        Fit<? extends PurchaseModel> purchase,
        SpendBasis basis,
        Fit<? extends SpendModel> spend) {

    /** The family's id; with k in it where there is one: {@code bg-cnbd-2}. */
    public static String name(PurchaseFamily family, Fit<? extends PurchaseModel> purchase) {
        if (purchase.model() instanceof SeasonalPurchases) {
            return family.seasonalId();
        }
        return purchase.model() instanceof BetaGeometricCnbdK regular
                ? family.id().replace("-k", "-" + regular.k())
                : family.id();
    }

    /** {@link #name} of this purchase model. */
    public String purchaseName() {
        return name(family, purchase);
    }

    /** The purchase model in prose: {@code BG/CNBD-2}. */
    public String purchaseTitle() {
        if (purchase.model() instanceof SeasonalPurchases) {
            return family.title() + " in seasonal time";
        }
        return purchase.model() instanceof BetaGeometricCnbdK regular
                ? family.title().replace("-k", "-" + regular.k())
                : family.title();
    }

    /** In prose: {@code BG/NBD with Gamma-Gamma spend (all purchases)}. */
    public String title() {
        return purchaseTitle() + " with Gamma-Gamma spend (" + (basis == SpendBasis.ALL ? "all" : "repeat")
                + " purchases)";
    }
}
