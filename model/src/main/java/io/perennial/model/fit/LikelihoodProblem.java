// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Everything {@link MaximumLikelihood} needs to know about one model on one set of data. All parameters are positive; the objective takes their
 * logarithms.
 *
 * @param objective log-likelihood in log parameters
 * @param parameterNames names in the order of all vectors
 * @param starts natural parameter values to start from, the most trusted (usually from moments) first; also the centre of the fallback prior
 * @param customers sum of the weights
 * @param rows distinct weighted rows behind the objective
 * @param diagnoses what the fitter already knows to be wrong with the data
 * @param model builds the model from natural parameter values
 */
public record LikelihoodProblem<M>(
        Objective objective,
        List<String> parameterNames,
        List<double[]> starts,
        double customers,
        int rows,
        List<Diagnosis> diagnoses,
        Function<double[], M> model) {

    /** The same problem with another objective over the same parameters, such as one with priors. */
    public LikelihoodProblem<M> with(Objective other) {
        return new LikelihoodProblem<>(other, parameterNames, starts, customers, rows, diagnoses, model);
    }

    /** The same problem with one more start, tried before all others. */
    LikelihoodProblem<M> startingFrom(double[] first) {
        List<double[]> all = new ArrayList<>(starts);
        all.add(0, first);
        return new LikelihoodProblem<>(objective, parameterNames, all, customers, rows, diagnoses, model);
    }

    /** The same problem with another start in place of all. */
    LikelihoodProblem<M> onlyFrom(double[] start) {
        return new LikelihoodProblem<>(objective, parameterNames, List.of(start), customers, rows, diagnoses, model);
    }

    /** The same problem with one more start, tried after all others. */
    public LikelihoodProblem<M> alsoFrom(double[] last) {
        List<double[]> all = new ArrayList<>(starts);
        all.add(last);
        return new LikelihoodProblem<>(objective, parameterNames, all, customers, rows, diagnoses, model);
    }

    /** The same problem with the starts in falling order of the objective there. */
    public LikelihoodProblem<M> bestStartFirst() {
        Comparator<double[]> byValue = Comparator.comparingDouble(start -> {
            double value =
                    objective.evaluate(Arrays.stream(start).map(Math::log).toArray(), new double[start.length]);
            return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        });
        List<double[]> sorted = starts.stream().sorted(byValue.reversed()).toList();
        return new LikelihoodProblem<>(objective, parameterNames, sorted, customers, rows, diagnoses, model);
    }
}
