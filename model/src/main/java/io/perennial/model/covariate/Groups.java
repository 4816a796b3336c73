// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Covariates;
import io.perennial.model.numeric.RowSort;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.stream.IntStream;

/**
 * Customers ordered by their covariates and then by their histories, cut where covariates change: within a group all customers have one set of parameters.
 *
 * @param order rows in this order
 * @param starts first position of each group, and the number of rows at the end
 */
@SuppressWarnings("ArrayRecordComponent") // columns
record Groups(int[] order, int[] starts) {
    static Groups of(PurchaseHistories histories, Covariates purchase, Covariates dropout) {
        int[] order = RowSort.sorted(histories.size(), (i, j) -> {
            int first = purchase.compare(i, j);
            int second = first != 0 ? first : dropout.compare(i, j);
            return second != 0 ? second : histories.compare(i, j);
        });
        int n = order.length;
        int[] starts = IntStream.rangeClosed(0, n)
                .filter(k -> k == 0
                        || k == n
                        || purchase.compare(order[k - 1], order[k]) != 0
                        || dropout.compare(order[k - 1], order[k]) != 0)
                .toArray();
        return new Groups(order, starts);
    }

    int size() {
        return starts.length - 1;
    }

    /** The rows of a group. */
    int[] rows(int group) {
        return IntStream.range(starts[group], starts[group + 1])
                .map(k -> order[k])
                .toArray();
    }

    /** One row of a group, for what all of them share. */
    int first(int group) {
        return order[starts[group]];
    }
}
