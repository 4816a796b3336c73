// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.purchase.PurchaseModelPropertyTest;
import java.util.List;
import java.util.Random;

/** The model of a customer with any covariates owes what every model does. */
class CovariatePropertyTest extends PurchaseModelPropertyTest {
    @Override
    protected PurchaseModel model(Random random) {
        Effect purchase = effect(random);
        Effect dropout = effect(random);
        double[] z = {3 * random.nextGaussian(), random.nextInt(2)};
        double[] w = {3 * random.nextGaussian(), random.nextInt(2)};
        double one = parameter(random);
        double two = parameter(random);
        double three = parameter(random);
        double four = parameter(random);
        return switch (random.nextInt(3)) {
            case 0 ->
                CovariateModel.of(
                                CovariateFamily.paretoNbd(),
                                ParetoNbd.of(TimeUnit.WEEK, one, two, three, four),
                                purchase,
                                dropout)
                        .customer(z, w);
            case 1 ->
                CovariateModel.of(
                                CovariateFamily.bgNbd(),
                                BgNbd.of(TimeUnit.WEEK, one, two, three, four),
                                purchase,
                                dropout)
                        .customer(z, w);
            default ->
                CovariateModel.of(
                                CovariateFamily.mbgNbd(),
                                MbgNbd.of(TimeUnit.WEEK, one, two, three, four),
                                purchase,
                                dropout)
                        .customer(z, w);
        };
    }

    private static Effect effect(Random random) {
        return new Effect(
                List.of("one", "two"),
                new double[] {random.nextGaussian() / 2, random.nextInt(3) == 0 ? 0 : random.nextGaussian()},
                new double[] {random.nextGaussian(), 0.5});
    }
}
