// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.learner;

import io.perennial.engine.ClvException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient-boosted trees (Friedman 2001; XGBoost, Chen and Guestrin 2016) that start from a model's forecast and learn what it leaves.
 *
 * <p>The score of a customer is a margin, model's margin + sum of the trees, on the logarithmic scale for counts and amounts and on the logistic scale for probabilities. Where the model is
 * right the trees find nothing. One thread and a fixed seed: the same rows give the same trees on every run on one kind of machine.
 */
public final class BoostedTrees {
    /** Shallow trees, small steps and leaves of no fewer than some twenty customers: a shop has thousands of customers, not millions. */
    private static final Map<String, Object> PARAMETERS = Map.of(
            "max_depth", 3,
            "eta", 0.05,
            "lambda", 10,
            "min_child_weight", 20,
            "tree_method", "hist",
            "nthread", 1,
            "seed", 1,
            "verbosity", 0);

    private static final int ROUNDS = 60;

    /** Held, so that it stays silent: where the library does not load it would print the trace of what {@link #missing} says in a line. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("ml.dmlc.xgboost4j.java");

    static {
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    /** What is forecast. */
    public enum Target {
        /** Whether: label 0 or 1, margin ln(p / (1 - p)). */
        PURCHASE("binary:logistic"),
        /** How often: a count, margin ln of the mean; Poisson deviance. */
        COUNT("count:poisson"),
        /** How much: an amount of at least 0, margin ln of the mean; Tweedie deviance of power 1.5. */
        AMOUNT("reg:tweedie");

        private final String objective;

        Target(String objective) {
            this.objective = objective;
        }
    }

    /**
     * What is known of customers and what the model says of them.
     *
     * @param margin the model's, one per customer
     */
    @SuppressWarnings("ArrayRecordComponent") // columns
    public record Rows(Features features, double[] margin) {}

    /**
     * Scores of the customers asked about.
     *
     * @param margin on the scale of the target
     * @param contributions by customer: one per feature, and last the model's margin with the mean of the trees; their sum is the margin (SHAP values of trees, Lundberg and Lee 2017)
     */
    @SuppressWarnings("ArrayRecordComponent") // columns
    public record Scores(List<String> features, double[] margin, double[][] contributions) {}

    private BoostedTrees() {}

    /** Why there are none on this machine: the native library does not load here. Empty where it does. */
    public static Optional<String> missing() {
        try {
            new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
            return Optional.empty();
        } catch (XGBoostError | LinkageError | RuntimeException e) {
            return Optional.of(reason(e));
        }
    }

    /** The first line of the innermost message: a class that cannot be initialised says nothing itself. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return (message == null ? cause.toString() : message)
                .lines()
                .findFirst()
                .orElse("no reason given");
    }

    /** Learns from customers whose outcome is known, and scores others. */
    public static Scores learn(Target target, Rows known, double[] outcome, Rows asked) {
        float[] label = new float[outcome.length];
        for (int i = 0; i < label.length; i++) {
            label[i] = (float) outcome[i];
        }
        Map<String, Object> parameters = new HashMap<>(PARAMETERS);
        parameters.put("objective", target.objective);
        try {
            DMatrix training = matrix(known);
            DMatrix scoring = matrix(asked);
            training.setLabel(label);
            Booster booster = XGBoost.train(training, parameters, ROUNDS, Map.of(), null, null);
            Scores scores = new Scores(
                    asked.features.names(),
                    column(booster.predict(scoring, true)),
                    doubles(booster.predictContrib(scoring, 0)));
            booster.dispose();
            training.dispose();
            scoring.dispose();
            return scores;
        } catch (XGBoostError e) {
            throw ClvException.internal("boosted-trees", String.valueOf(e.getMessage()), e);
        }
    }

    private static DMatrix matrix(Rows rows) throws XGBoostError {
        DMatrix matrix = new DMatrix(
                rows.features.matrix(),
                rows.features.rows(),
                rows.features.names().size(),
                Float.NaN);
        float[] margin = new float[rows.margin.length];
        for (int i = 0; i < margin.length; i++) {
            margin[i] = (float) rows.margin[i];
        }
        matrix.setBaseMargin(margin);
        return matrix;
    }

    private static double[] column(float[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows[i][0];
        }
        return column;
    }

    private static double[][] doubles(float[][] rows) {
        double[][] out = new double[rows.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = new double[rows[i].length];
            for (int j = 0; j < rows[i].length; j++) {
                out[i][j] = rows[i][j];
            }
        }
        return out;
    }
}
