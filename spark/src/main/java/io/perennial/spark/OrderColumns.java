// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import org.jspecify.annotations.Nullable;

/**
 * Which columns hold the orders; null where the header tells.
 *
 * @param customer id of the customer
 * @param date day or time of the order
 * @param amount money paid, negative for money given back
 * @param order id that ties refunds to orders; orders need none
 * @param quantity number of units, with {@code price} in place of an amount
 * @param price of a unit
 * @param dateFormat how dates are written where they are text, as Spark has it; null for ISO 8601
 */
public record OrderColumns(
        @Nullable String customer,
        @Nullable String date,
        @Nullable String amount,
        @Nullable String order,
        @Nullable String quantity,
        @Nullable String price,
        @Nullable String dateFormat) {

    /** All told by the header. */
    public static OrderColumns recognised() {
        return new OrderColumns(null, null, null, null, null, null, null);
    }

    /** These three; the order id, if there is one, is told by the header. */
    public static OrderColumns of(String customer, String date, String amount) {
        return new OrderColumns(customer, date, amount, null, null, null, null);
    }

    public OrderColumns withDateFormat(String pattern) {
        return new OrderColumns(customer, date, amount, order, quantity, price, pattern);
    }
}
