// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.AveragePurchases;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.validate.AverageWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which families are averaged and how much each counts.
 *
 * @param families averaged; empty where nothing is
 * @param weights one per family, positive, with sum 1
 */
public record FamilyWeights(List<PurchaseFamily> families, List<Double> weights) {
    /** No average. */
    public static final FamilyWeights NONE = new FamilyWeights(List.of(), List.of());

    public FamilyWeights {
        families = List.copyOf(families);
        weights = List.copyOf(weights);
    }

    public static FamilyWeights of(List<PurchaseFamily> families, double[] weights) {
        return new FamilyWeights(families, Arrays.stream(weights).boxed().toList());
    }

    /** Every family the same. */
    public static FamilyWeights equal(List<PurchaseFamily> families) {
        return of(families, AverageWeights.equal(families.size()));
    }

    /** The weights in the order of the families. */
    public double[] array() {
        return weights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The average of the families' fits. */
    public Fit<AveragePurchases> fit(Function<PurchaseFamily, Fit<? extends PurchaseModel>> fitter) {
        List<Fit<? extends PurchaseModel>> fits = new ArrayList<>();
        families.forEach(family -> fits.add(fitter.apply(family)));
        return AveragePurchases.fit(fits, array());
    }

    /** In prose: {@code Pareto/NBD 60 %, BG/NBD 40 %}; the heaviest first. */
    public String prose() {
        return IntStream.range(0, families.size())
                .boxed()
                .sorted((a, b) -> Double.compare(weights.get(b), weights.get(a)))
                .map(m ->
                        String.format(Locale.ROOT, "%s %.0f %%", families.get(m).title(), 100 * weights.get(m)))
                .collect(Collectors.joining(", "));
    }
}
