// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.purchase.PurchaseModelPropertyTest;
import java.util.Random;

class GammaGompertzNbdPropertyTest extends PurchaseModelPropertyTest {
    @Override
    protected PurchaseModel model(Random random) {
        return GammaGompertzNbd.of(
                TimeUnit.WEEK,
                parameter(random),
                parameter(random),
                parameter(random),
                parameter(random),
                parameter(random));
    }
}
