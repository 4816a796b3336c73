// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.learner.BoostedTrees.Rows;
import io.perennial.engine.learner.BoostedTrees.Scores;
import io.perennial.engine.learner.BoostedTrees.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoostedTreesPropertyTest {
    private static final int CUSTOMERS = 2_000;

    private static Rows rows(double[] first, double[] second, double margin) {
        double[] margins = new double[first.length];
        Arrays.fill(margins, margin);
        return new Rows(new Features(List.of("first", "second"), new double[][] {first, second}), margins);
    }

    private static double[] uniform(Random random) {
        return random.doubles(CUSTOMERS).toArray();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Target.class)
    void contributionsSumToTheScoreAndRepeat(Target target) {
        Random random = new Random(1);
        double[] first = uniform(random);
        double[] second = uniform(random);
        second[7] = Double.NaN;
        double[] outcome = Arrays.stream(first).map(f -> f > 0.5 ? 1 : 0).toArray();
        Rows rows = rows(first, second, -0.7);
        Scores scores = BoostedTrees.learn(target, rows, outcome, rows);
        for (int i = 0; i < CUSTOMERS; i++) {
            // single precision, sixty trees
            assertThat(Arrays.stream(scores.contributions()[i]).sum()).isCloseTo(scores.margin()[i], within(1e-4));
            assertThat(scores.margin()[i]).isFinite();
        }
        assertThat(BoostedTrees.learn(target, rows, outcome, rows).margin()).isEqualTo(scores.margin());
    }

    /** Half of the customers buy twice as often as the model says: their margin rises by ln 2, short of what shrinkage keeps back; the other feature says nothing. */
    @Test
    void learnsWhatTheModelLeaves() {
        Random random = new Random(2);
        // trees cut between groups of customers: two values, so that nobody lies beside a cut
        double[] first = Arrays.stream(uniform(random)).map(Math::rint).toArray();
        double[] second = uniform(random);
        double[] outcome = Arrays.stream(first).map(f -> f > 0.5 ? 2 : 1).toArray();
        Rows rows = rows(first, second, 0);
        Scores scores = BoostedTrees.learn(Target.COUNT, rows, outcome, rows);
        for (int i = 0; i < CUSTOMERS; i++) {
            // sixty steps of 5 %, each drawn to 0 by the penalty on leaves: three quarters of the way at least
            assertThat(scores.margin()[i])
                    .isBetween(first[i] > 0.5 ? 0.75 * Math.log(2) : -0.05, first[i] > 0.5 ? Math.log(2) : 0.05);
            assertThat(scores.contributions()[i][1]).isCloseTo(0, within(0.02));
        }
    }

    /** A model that is right to the last customer leaves nothing to learn. */
    @Test
    void leavesAModelAloneThatIsRight() {
        Random random = new Random(3);
        double[] ones = new double[CUSTOMERS];
        Arrays.fill(ones, 1);
        Rows rows = rows(uniform(random), uniform(random), 0);
        Scores scores = BoostedTrees.learn(Target.COUNT, rows, ones, rows);
        assertThat(scores.margin()).containsExactly(new double[CUSTOMERS], within(1e-6));
    }

    @Test
    void loadsOnThisMachine() {
        assertThat(BoostedTrees.missing()).isEmpty();
    }
}
