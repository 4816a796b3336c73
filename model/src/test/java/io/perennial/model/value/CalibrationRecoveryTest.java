// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationRecoveryTest {
    /** Log-normal outcomes of scale 100 with the given spread, and the intervals of a model that believes in a spread of 0.5. */
    private static CustomerValues believed(int n) {
        double[] mean = filled(n, 100 * Math.exp(0.125));
        return new CustomerValues(
                mean,
                mean,
                mean,
                filled(n, 100 * Math.exp(-0.5 * Normal.UPPER_10_PERCENT)),
                filled(n, 100 * Math.exp(0.5 * Normal.UPPER_10_PERCENT)),
                filled(n, 100 * Math.exp(-0.5 * Normal.UPPER_2_5_PERCENT)),
                filled(n, 100 * Math.exp(0.5 * Normal.UPPER_2_5_PERCENT)));
    }

    private static double[] outcomes(int n, double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(n)
                .map(u -> 100 * Math.exp(spread * random.nextGaussian()))
                .toArray();
    }

    private static double[] filled(int n, double value) {
        double[] result = new double[n];
        Arrays.fill(result, value);
        return result;
    }

    @Test
    void overconfidentIntervalsWidenUntilTheyCover() {
        int n = 20_000;
        CustomerValues predicted = believed(n);
        Calibration learnt = Calibration.of(predicted, outcomes(n, 0.8, 1));
        assertThat(learnt.high80()).isGreaterThan(1);
        assertThat(learnt.low95()).isLessThan(1);
        double[] fresh = outcomes(n, 0.8, 2);
        double low80 = learnt.low80() * predicted.clvLow80()[0];
        double high80 = learnt.high80() * predicted.clvHigh80()[0];
        double low95 = learnt.low95() * predicted.clvLow95()[0];
        double high95 = learnt.high95() * predicted.clvHigh95()[0];
        // four Monte-Carlo standard deviations of learning and of checking on 20,000: 0.016 and 0.009
        assertThat(share(fresh, low80, high80)).isBetween(0.784, 0.816);
        assertThat(share(fresh, low95, high95)).isBetween(0.941, 0.959);
    }

    @Test
    void rightIntervalsStay() {
        Calibration learnt = Calibration.of(believed(20_000), outcomes(20_000, 0.5, 3));
        // four standard deviations of a 10 % and a 2.5 % quantile of 20,000
        for (double factor : new double[] {learnt.low80(), learnt.high80(), learnt.low95(), learnt.high95()}) {
            assertThat(factor).isBetween(0.94, 1.06);
        }
    }

    @Test
    void fewCustomersTeachNothing() {
        int few = Calibration.LEAST_CUSTOMERS - 1;
        assertThat(Calibration.of(believed(few), filled(few, 1e9))).isEqualTo(Calibration.NONE);
    }

    @Test
    void endsAtZeroAreLeftOut() {
        int n = 1000;
        double[] zero = new double[n];
        CustomerValues silent = new CustomerValues(zero, zero, zero, zero, zero, zero, zero);
        assertThat(Calibration.of(silent, filled(n, 50))).isEqualTo(Calibration.NONE);
    }

    @Test
    void factorsAreBounded() {
        Calibration learnt = Calibration.of(believed(1000), filled(1000, 1e9));
        assertThat(learnt.high95()).isEqualTo(Calibration.LARGEST_FACTOR);
    }

    @Test
    void refusesColumnsOfDifferentLength() {
        assertThatThrownBy(() -> Calibration.of(believed(3), new double[2]))
                .hasMessage("actual must have one entry per prediction, was 2 for 3");
    }

    private static double share(double[] values, double low, double high) {
        return Arrays.stream(values).filter(v -> v >= low && v <= high).count() / (double) values.length;
    }
}
