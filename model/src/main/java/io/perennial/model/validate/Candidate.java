// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

/**
 * Something that predicts a holdout and competes with others: a purchase model with a spend model, or a plain baseline.
 *
 * @param name unique among the candidates of a backtest, such as {@code bg-nbd + gamma-gamma (all)}
 * @param purchase id of what predicts the transactions; candidates that share it predict the same transactions
 * @param spend id of what predicts the spend per purchase
 * @param parameters number of fitted parameters: between models that predict equally well the one with fewer wins
 * @param baseline whether this is a rule of thumb that a model has to beat, rather than a model
 * @param predictor fits on the calibration view and predicts; it must not look at {@link Holdout#outcome()} or {@link Holdout#tracking()} except for the
 *     ends of the steps
 */
public record Candidate(
        String name, String purchase, String spend, int parameters, boolean baseline, Predictor predictor) {

    /** A purchase model and a spend model together. */
    public static Candidate model(String purchase, String spend, int parameters, Predictor predictor) {
        return new Candidate(purchase + " + " + spend, purchase, spend, parameters, false, predictor);
    }

    /** A rule of thumb without fitted parameters. */
    public static Candidate baseline(String name, Predictor predictor) {
        return new Candidate(name, name, name, 0, true, predictor);
    }

    /** Predicts the customers of a holdout from their calibration view. */
    @FunctionalInterface
    public interface Predictor {
        Prediction predict(Holdout holdout);
    }
}
