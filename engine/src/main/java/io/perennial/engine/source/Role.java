// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import java.util.Locale;

/** What a column means to us. */
enum Role {
    CUSTOMER,
    DATE,
    AMOUNT,
    ORDER,
    QUANTITY,
    PRICE,
    DISCOUNT,
    REFUND,
    STATUS,
    CANCELLED,
    CURRENCY,
    LINE_ITEM;

    /** Name in messages, options and staged columns. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
