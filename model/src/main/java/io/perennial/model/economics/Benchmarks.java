// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.List;
import java.util.Locale;

/**
 * Published ranges to sanity-check a figure with, not to set targets by.
 *
 * <p>CLV by industry in US dollars and CLV:CAC by type of business, as printed in the formula guide the catalogue follows (verified March 2026).
 */
public final class Benchmarks {
    /** A typical range. {@code openEnded}: printed with a plus, the upper limit is not a limit. */
    public record Range(String name, String label, double low, double high, boolean openEnded, String driver) {}

    private static final List<Range> INDUSTRIES = List.of(
            new Range("enterprise-saas", "Enterprise SaaS", 50_000, 500_000, true, "multi-year contracts, expansion"),
            new Range("smb-saas", "SMB SaaS", 1_500, 15_000, false, "monthly and annual plans, seats"),
            new Range("ecommerce-fashion", "Ecommerce fashion", 150, 600, false, "repeat purchases, seasons"),
            new Range("ecommerce-electronics", "Ecommerce electronics", 300, 1_200, false, "large orders, seldom"),
            new Range("ecommerce-grocery", "Ecommerce grocery/CPG", 2_000, 8_000, false, "high frequency, long stay"),
            new Range("subscription-boxes", "Subscription boxes", 200, 800, false, "high churn limits it"),
            new Range("insurance", "Insurance", 3_000, 15_000, false, "retention, cross-selling"),
            new Range("banking", "Banking", 5_000, 25_000, false, "bundling, decades"),
            new Range("telecom", "Telecom", 3_000, 10_000, false, "lock-in, add-ons"),
            new Range("fitness", "Fitness/wellness", 400, 2_000, false, "memberships, high churn"),
            new Range("professional-services", "Professional services", 10_000, 100_000, true, "projects to retainers"),
            new Range("real-estate", "Real estate", 5_000, 30_000, false, "repeat over decades"),
            new Range("automotive", "Automotive", 50_000, 200_000, true, "purchase, service, repeat"));

    private static final List<Range> BUSINESS_TYPES = List.of(
            new Range("enterprise-saas", "Enterprise SaaS", 4, 6, false, "high CLV, high CAC"),
            new Range("smb-saas", "SMB SaaS", 3, 4, false, "lower CLV, lower CAC"),
            new Range("ecommerce", "Ecommerce DTC", 2.5, 4, false, "depends on product and retention"),
            new Range("subscription-boxes", "Subscription boxes", 2, 3, false, "churn offsets decent orders"),
            new Range("professional-services", "Professional services", 5, 8, false, "referrals keep CAC low"),
            new Range("marketplace", "Marketplace", 3, 5, false, "depends on supply and demand"));

    private Benchmarks() {}

    /** Ranges of CLV in US dollars. */
    public static List<Range> industries() {
        return INDUSTRIES;
    }

    /** Ranges of CLV:CAC. */
    public static List<Range> businessTypes() {
        return BUSINESS_TYPES;
    }

    static String[] names(List<Range> ranges) {
        return ranges.stream().map(Range::name).toArray(String[]::new);
    }

    /** Where a CLV in US dollars lies against its industry; ten times out of the range asks for a check of the arithmetic. */
    public static Reading industry(String name, double clv) {
        return place("CLV in industry", find(INDUSTRIES, name), clv, Unit.MONEY);
    }

    /** Where a CLV:CAC ratio lies against its type of business. */
    public static Reading businessType(String name, double ratio) {
        return place("CLV:CAC by type", find(BUSINESS_TYPES, name), ratio, Unit.RATIO);
    }

    private static Range find(List<Range> ranges, String name) {
        return ranges.stream()
                .filter(range -> range.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "benchmark must be one of " + String.join(", ", names(ranges)) + ", was " + name));
    }

    private static Reading place(String scale, Range range, double figure, Unit unit) {
        String limits = Figures.show(range.low(), unit, "USD") + " to " + Figures.show(range.high(), unit, "USD")
                + (range.openEnded() ? " and more" : "");
        String label;
        String advice;
        if (figure < range.low() / 10) {
            label = "more than tenfold below";
            advice = "investigate why";
        } else if (figure < range.low() * 0.9) {
            label = "below";
            advice = "a benchmark is no target; know the reason";
        } else if (figure < range.low()) {
            label = "slightly below";
            advice = "within a tenth of the range";
        } else if (figure <= range.high()) {
            label = "within";
            advice = "plausible";
        } else if (figure > range.high() * 10) {
            label = "more than tenfold above";
            advice = "verify the arithmetic and the churn behind it";
        } else {
            label = range.openEnded() ? "above, where the range is open" : "above";
            advice = "plausible if you know what sets you apart";
        }
        String meaning = String.format(Locale.ROOT, "%s; %s is driven by: %s", advice, range.label(), range.driver());
        return new Reading(scale, Figures.show(figure, unit, "USD"), label, limits, meaning);
    }
}
