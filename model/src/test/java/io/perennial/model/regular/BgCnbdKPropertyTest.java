// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.purchase.PurchaseModelPropertyTest;
import java.util.Random;
import org.junit.jupiter.api.Tag;

@Tag("thorough")
class BgCnbdKPropertyTest extends PurchaseModelPropertyTest {
    @Override
    protected PurchaseModel model(Random random) {
        int k = 1 + random.nextInt(random.nextInt(8) > 0 ? 3 : BetaGeometricCnbdK.MOST_REGULAR);
        return BgCnbdK.of(TimeUnit.WEEK, k, parameter(random), parameter(random), parameter(random), parameter(random));
    }
}
