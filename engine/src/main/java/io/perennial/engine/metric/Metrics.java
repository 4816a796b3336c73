// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.ClvException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics, by subject. To add one: a SQL file with a header, its name here, and a section in {@code docs/METRICS.md}. */
public final class Metrics {
    private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(
                "Value of customers",
                List.of(
                        "historic-clv",
                        "clv-by-age",
                        "concentration",
                        "revenue",
                        "recognised-revenue",
                        "gross-margin",
                        "cost-to-serve"));
        NAMES.put(
                "Recurring revenue",
                List.of(
                        "mrr",
                        "mrr-movements",
                        "nrr",
                        "grr",
                        "quick-ratio",
                        "customer-churn",
                        "revenue-churn",
                        "involuntary-churn",
                        "payment-recovery"));
        NAMES.put(
                "Behaviour",
                List.of(
                        "customers",
                        "arpa",
                        "aov",
                        "purchase-frequency",
                        "lifespan",
                        "one-time-buyers",
                        "retention-90",
                        "inactivity"));
        NAMES.put("Acquisition", List.of("cac", "payback", "spending", "referrals"));
        NAMES.put("Cohorts", List.of("cohort-retention", "cohort-revenue", "cohort-value"));
        NAMES.put(
                "Customer base",
                List.of(
                        "rfm",
                        "rfm-movement",
                        "audit-differences",
                        "audit-change",
                        "audit-cohort-life",
                        "audit-cohorts-compared",
                        "audit-whole"));
        NAMES.put("Accounts", List.of("expansion-revenue", "change-order-revenue", "renewal-rate"));
        NAMES.put(
                "Service",
                List.of(
                        "contact-volume",
                        "aht",
                        "fcr",
                        "cost-per-contact",
                        "first-response",
                        "sla-breach",
                        "escalation-rate",
                        "csat",
                        "ces",
                        "nps"));
    }

    private Metrics() {}

    /** All metrics by subject, in the order in which they are listed. */
    public static Map<String, List<Metric>> bySubject() {
        Map<String, List<Metric>> metrics = new LinkedHashMap<>();
        NAMES.forEach((subject, names) ->
                metrics.put(subject, names.stream().map(Metric::read).toList()));
        return metrics;
    }

    /** All metrics. */
    public static List<Metric> all() {
        return bySubject().values().stream().flatMap(List::stream).toList();
    }

    /**
     * The metric of this name; hyphens and underscores are the same.
     *
     * @throws ClvException if there is none
     */
    public static Metric named(String name) {
        String wanted = name.replace('_', '-');
        if (NAMES.values().stream().noneMatch(names -> names.contains(wanted))) {
            List<String> near = NAMES.values().stream()
                    .flatMap(List::stream)
                    .filter(known -> known.contains(wanted) || wanted.contains(known))
                    .toList();
            throw ClvException.user(
                    "metric",
                    "There is no metric " + name,
                    near.isEmpty() ? "clv metrics lists them." : "Did you mean " + String.join(", ", near) + "?");
        }
        return Metric.read(wanted);
    }
}
