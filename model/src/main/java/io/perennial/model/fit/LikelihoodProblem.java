// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.util.ArrayList;
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

    /** The same problem with one more start, tried before all others. */
    LikelihoodProblem<M> startingFrom(double[] first) {
        List<double[]> all = new ArrayList<>(starts);
        all.add(0, first);
        return new LikelihoodProblem<>(objective, parameterNames, all, customers, rows, diagnoses, model);
    }
}
