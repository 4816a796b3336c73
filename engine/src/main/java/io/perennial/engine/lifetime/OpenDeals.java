// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.mart.Columns;

/** Contracts that are not signed and may be, sorted by customer. */
final class OpenDeals {
    private final int[] customer;
    private final double[] value;
    private final double[] probability;
    private final double[] startsIn;
    private final double[] days;
    private final boolean[] renewal;
    private final boolean[] taken;

    OpenDeals(Columns deals) {
        customer = deals.ints("customer");
        value = deals.doubles("value");
        probability = deals.doubles("probability");
        startsIn = deals.doubles("starts_in");
        days = deals.doubles("days");
        int[] renews = deals.ints("renewal");
        renewal = new boolean[renews.length];
        for (int d = 0; d < renews.length; d++) {
            renewal[d] = renews[d] == 1;
        }
        taken = new boolean[renews.length];
    }

    int size() {
        return customer.length;
    }

    int customer(int deal) {
        return customer[deal];
    }

    double value(int deal) {
        return value[deal];
    }

    double probability(int deal) {
        return probability[deal];
    }

    double startsIn(int deal) {
        return startsIn[deal];
    }

    double days(int deal) {
        return days[deal];
    }

    /** Whether it is counted as the renewal of what its customer has. */
    boolean taken(int deal) {
        return taken[deal];
    }

    /** Whether anything is sold that is no renewal. */
    boolean sellsMore() {
        for (boolean renews : renewal) {
            if (!renews) {
                return true;
            }
        }
        return false;
    }

    /** The first open renewal of a customer, which stands for the estimated one; -1 if there is none. */
    int takeRenewalOf(int who) {
        int low = 0;
        int high = customer.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (customer[middle] < who) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int d = low; d < customer.length && customer[d] == who; d++) {
            if (renewal[d]) {
                taken[d] = true;
                return d;
            }
        }
        return -1;
    }
}
