// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import org.jspecify.annotations.Nullable;

/**
 * The columns a user named, each a header name or a 1-based position; what is null is recognised by its header, or by its content when there
 * is no header.
 */
public record ColumnChoices(
        @Nullable String customer,
        @Nullable String date,
        @Nullable String amount,
        @Nullable String order,
        @Nullable String quantity,
        @Nullable String price) {

    /** Everything recognised. */
    public static ColumnChoices recognised() {
        return new ColumnChoices(null, null, null, null, null, null);
    }

    /** The three columns that every file of orders has. */
    public static ColumnChoices of(@Nullable String customer, @Nullable String date, @Nullable String amount) {
        return new ColumnChoices(customer, date, amount, null, null, null);
    }

    @Nullable
    String choice(Role role) {
        return switch (role) {
            case CUSTOMER -> customer;
            case DATE -> date;
            case AMOUNT -> amount;
            case ORDER -> order;
            case QUANTITY -> quantity;
            case PRICE -> price;
            default -> null;
        };
    }
}
