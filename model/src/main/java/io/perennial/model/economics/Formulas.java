// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue of formulas. Adding an entry here is all it takes to have it on the command line, in its help and in the documentation.
 */
public final class Formulas {
    private static final List<Formula> ALL = collect();

    private Formulas() {}

    /** Every formula, by group. */
    public static List<Formula> all() {
        return ALL;
    }

    /** The formula of this name, alias or identifier ({@code F-05}). */
    public static Optional<Formula> find(String name) {
        return ALL.stream()
                .filter(formula -> formula.name().equals(name)
                        || formula.aliases().contains(name)
                        || formula.ids().contains(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static List<Formula> collect() {
        List<Formula> all = new ArrayList<>();
        all.addAll(ValueFormulas.all());
        all.addAll(SubscriptionFormulas.all());
        all.addAll(ProbabilisticFormulas.all());
        all.addAll(AccountFormulas.all());
        all.addAll(AcquisitionFormulas.all());
        all.addAll(RetentionFormulas.all());
        all.addAll(PricingFormulas.all());
        all.addAll(SegmentFormulas.all());
        all.addAll(PortfolioFormulas.all());
        all.addAll(ServiceFormulas.all());
        return List.copyOf(all);
    }
}
