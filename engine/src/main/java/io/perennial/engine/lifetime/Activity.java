// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import java.util.List;

/** Who will be active in periods to come: buys, pays a subscription or has a contract running, as cohort tables of retention count it. */
public final class Activity {
    private final List<Presence> relationships;

    Activity(List<Presence> relationships) {
        this.relationships = List.copyOf(relationships);
    }

    /** What the customers of one relationship will do. */
    @FunctionalInterface
    interface Presence {
        /** Adds the chance of every customer in every period; see {@link Activity#chances}. */
        void addTo(int[] bounds, Chances chances);
    }

    /**
     * Probability, for each period and each customer, of being active on one day of it or more. Relationships of one customer are independent; one who has none with a future has 0.
     *
     * @param bounds in days after that of the forecast: period i has the days bounds[i] + 1 to bounds[i+1]
     * @param customers how many there are; their places are the numbers of {@code life_customer}
     */
    public double[][] chances(int[] bounds, int customers) {
        Chances chances = new Chances(bounds.length - 1, customers);
        relationships.forEach(presence -> presence.addTo(bounds, chances));
        return chances.active;
    }

    /** The chances gathered so far. */
    static final class Chances {
        private final double[][] active;

        private Chances(int periods, int customers) {
            active = new double[periods][customers];
        }

        /** One more way to be active, independent of the others. */
        void add(int period, int customer, double probability) {
            double so = active[period][customer];
            active[period][customer] = so + (1 - so) * probability;
        }
    }
}
