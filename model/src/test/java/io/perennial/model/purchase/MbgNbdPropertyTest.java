// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.TimeUnit;
import java.util.Random;

class MbgNbdPropertyTest extends PurchaseModelPropertyTest {
    @Override
    protected PurchaseModel model(Random random) {
        return MbgNbd.of(TimeUnit.WEEK, parameter(random), parameter(random), parameter(random), parameter(random));
    }
}
