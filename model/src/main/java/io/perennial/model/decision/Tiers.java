// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Service tiers cut from the distribution of value.
 *
 * <p>A tier is a threshold, so that SQL or any other engine can apply it: a customer belongs to the first tier whose {@link Tier#from} the value reaches. Thresholds are
 * positive, except that of the last tier, which takes everybody else: customers without value never reach a higher one. Customers of equal value share a tier; where a cut
 * would divide them, it moves to the nearer end of the group (the higher end when both are equally near), so when all customers are worth the same, all are in the last tier.
 */
public final class Tiers {
    /**
     * Platinum for the top 5 % of customers, gold for the next 15 %, silver for the next 30 %, bronze for the rest.
     */
    public static final List<Share> DEFAULT_SHARES = List.of(
            new Share("platinum", 0.05), new Share("gold", 0.15), new Share("silver", 0.30), new Share("bronze", 0.50));

    private final List<Tier> tiers;

    private Tiers(List<Tier> tiers) {
        this.tiers = List.copyOf(tiers);
    }

    /**
     * The wanted size of a tier.
     *
     * @param name shown and stored as it is
     * @param share fraction of the customers, or of their value, in [0, 1]
     */
    public record Share(String name, double share) {
        public Share {
            // negated comparison also rejects NaN
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("share of tier %s must be in [0, 1], was %s".formatted(name, share));
            }
        }
    }

    /**
     * A tier.
     *
     * @param name shown and stored as it is
     * @param from least value of the tier; positive infinity when no customer is valuable enough, negative infinity for the last tier
     */
    public record Tier(String name, double from) {}

    /** Tiers that hold the given fractions of the customers, best first; the last takes the rest whatever its share. */
    public static Tiers byCustomers(double[] values, List<Share> shares) {
        double[] positive = positiveDescending(values);
        return of(positive, shares, n -> n, values.length);
    }

    /** Tiers that hold the given fractions of all positive value, best first; the last takes the rest whatever its share. */
    public static Tiers byValue(double[] values, List<Share> shares) {
        double[] positive = positiveDescending(values);
        double[] held = new double[positive.length + 1];
        for (int i = 0; i < positive.length; i++) {
            held[i + 1] = held[i] + positive[i];
        }
        return of(positive, shares, n -> held[n], held[positive.length]);
    }

    /** Stored tiers, best first. */
    public static Tiers of(List<Tier> tiers) {
        return new Tiers(tiers);
    }

    private static Tiers of(double[] positive, List<Share> shares, IntToDoubleFunction held, double whole) {
        double sum = shares.stream().mapToDouble(Share::share).sum();
        if (shares.isEmpty() || sum > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "shares must name at least one tier and sum to at most 1, were " + shares);
        }
        List<Tier> tiers = new ArrayList<>();
        double cumulative = 0;
        for (Share share : shares.subList(0, shares.size() - 1)) {
            cumulative += share.share();
            int size = cut(positive, held, cumulative * whole);
            tiers.add(new Tier(share.name(), size == 0 ? Double.POSITIVE_INFINITY : positive[size - 1]));
        }
        tiers.add(new Tier(shares.get(shares.size() - 1).name(), Double.NEGATIVE_INFINITY));
        return new Tiers(tiers);
    }

    /** Number of customers above the cut that is nearest to the target without dividing equal values. */
    private static int cut(double[] positive, IntToDoubleFunction held, double target) {
        int low = 0;
        int high = positive.length;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (held.applyAsDouble(middle) <= target) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (low == positive.length) {
            return low;
        }
        int first = low;
        while (first > 0 && positive[first - 1] == positive[low]) {
            first--;
        }
        int last = low + 1;
        while (last < positive.length && positive[last] == positive[low]) {
            last++;
        }
        return held.applyAsDouble(last) - target < target - held.applyAsDouble(first) ? last : first;
    }

    private static double[] positiveDescending(double[] values) {
        double[] positive = Arrays.stream(values).filter(v -> v > 0).toArray();
        Arrays.parallelSort(positive);
        for (int i = 0, j = positive.length - 1; i < j; i++, j--) {
            double swap = positive[i];
            positive[i] = positive[j];
            positive[j] = swap;
        }
        return positive;
    }

    /** The tiers, best first. */
    public List<Tier> tiers() {
        return tiers;
    }

    /** Index in {@link #tiers} of a value's tier; the last for NaN. */
    public int indexOf(double value) {
        int last = tiers.size() - 1;
        for (int i = 0; i < last; i++) {
            if (value >= tiers.get(i).from()) {
                return i;
            }
        }
        return last;
    }

    /** Name of a value's tier. */
    public String nameOf(double value) {
        return tiers.get(indexOf(value)).name();
    }
}
