// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.validate.Samples.Shop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BiasCorrectionPropertyTest {
    private static double[] ratios(double... actualOverPredicted) {
        return Arrays.stream(actualOverPredicted).map(Math::log).toArray();
    }

    @Test
    void byHand() {
        // two equal origins: s^2 = 2 x 0.01 / 3 / 2
        BiasCorrection correction = BiasCorrection.of(new double[] {0.2, 0.2}, 0);
        double weight = 1 - (0.01 / 3) / 0.04;
        assertThat(correction.consistency()).isCloseTo(weight, within(1e-12));
        assertThat(correction.factor()).isCloseTo(Math.exp(0.2 * weight), within(1e-12));
        assertThat(correction.originVariance()).isCloseTo(0.02 / 3, within(1e-12));
        assertThat(correction.origins()).isEqualTo(2);
        assertThat(correction.reason())
                .isEqualTo(
                        "Totals came out at 1.221 times the prediction over 2 origins, give or take 0.071; 92 % of that is taken as systematic: factor 1.201.");
    }

    @Test
    void oneOriginCorrectsNothing() {
        BiasCorrection correction = BiasCorrection.of(ratios(0.5), 0);
        assertThat(correction.factor()).isEqualTo(1);
        assertThat(correction.reason())
                .isEqualTo("No correction: a systematic error shows only over several origins, there are 1.");
        assertThat(BiasCorrection.of(new double[0], 0).factor()).isEqualTo(1);
    }

    @Test
    void originsOfMixedSignCorrectNothing() {
        assertThat(BiasCorrection.of(ratios(0.8, 1.25), 0).factor()).isEqualTo(1);
        assertThat(BiasCorrection.of(ratios(0.7, 1.2, 1.1), 0).factor()).isEqualTo(1);
    }

    @Test
    void agreementAndNumberOfOriginsStrengthenIt() {
        double three = BiasCorrection.of(ratios(0.8, 0.8, 0.8), 0).factor();
        double four = BiasCorrection.of(ratios(0.8, 0.8, 0.8, 0.8), 0).factor();
        double scattered = BiasCorrection.of(ratios(0.6, 0.8, 1.0667), 0).factor();
        assertThat(four).isBetween(0.8, three);
        assertThat(three).isLessThan(scattered);
        assertThat(scattered).isLessThanOrEqualTo(1);
    }

    @Test
    void chanceOfFewCustomersWeakensIt() {
        assertThat(BiasCorrection.of(ratios(0.8, 0.8, 0.8), 0.15).factor())
                .isGreaterThan(BiasCorrection.of(ratios(0.8, 0.8, 0.8), 0).factor());
        assertThat(BiasCorrection.of(ratios(0.8, 0.8, 0.8), 0.3).factor()).isEqualTo(1);
    }

    @Test
    void itStaysWithinTwo() {
        assertThat(BiasCorrection.of(ratios(9, 9, 9), 0).factor()).isEqualTo(2);
        assertThat(BiasCorrection.of(ratios(0.1, 0.1, 0.1), 0).factor()).isEqualTo(0.5);
    }

    @ParameterizedTest(name = "predictions {0} times the truth")
    @ValueSource(doubles = {0.7, 1.4})
    void recoversAFactorFromABacktest(double wrong) {
        List<Shop> shops = IntStream.range(0, 4)
                .mapToObj(draw -> Samples.shop(11, draw, 3000))
                .toList();
        Candidate candidate = Candidate.model("wrong", "all", 4, holdout -> {
            Shop shop = shops.stream()
                    .filter(s -> s.holdout().origin().equals(holdout.origin()))
                    .findFirst()
                    .orElseThrow();
            double[] transactions = Arrays.stream(shop.expectedTransactions())
                    .map(x -> wrong * x)
                    .toArray();
            double[] spend =
                    Arrays.stream(shop.expectedSpend()).map(x -> wrong * x).toArray();
            return Prediction.of(transactions, spend, new double[transactions.length]);
        });
        BacktestReport report = Backtest.run(
                shops.stream().map(Shop::holdout).toList(),
                List.of(candidate),
                BacktestOptions.defaults().withResamples(30));
        // 3,000 customers fix a total to 2 %; shrinking takes off a little more
        assertThat(BiasCorrection.ofTransactions(report, "wrong + all").factor())
                .isCloseTo(1 / wrong, within(0.05));
        assertThat(BiasCorrection.ofSpend(report, "wrong + all").factor()).isCloseTo(1 / wrong, within(0.05));
        assertThatThrownBy(() -> BiasCorrection.ofSpend(report, "right"))
                .hasMessage("candidate must be in the report, was right");
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> BiasCorrection.of(new double[] {Double.NaN, 1}, 0))
                .hasMessage("log ratios must be finite and samplingError >= 0, were [NaN, 1.0] and 0.0");
    }
}
