// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against our own 80-bit results, which agree with R's survival package to 2e-16. */
class KaplanMeierGoldenTest {
    @Test
    void subscriptions() throws IOException {
        KaplanMeier curve = KaplanMeier.of(Subscriptions.remission());
        String current = "";
        int i = 0;
        int compared = 0;
        for (String[] row : Subscriptions.csv("km.csv")) {
            String key = String.join("/", row[0], row[1], row[2]);
            if (!key.equals(current)) {
                curve = KaplanMeier.of(Subscriptions.times(
                        cells -> row[1].equals("all") || cells[1].equals(row[1]),
                        row[0].equals("days"),
                        row[2].equals("yes")));
                assertThat(curve.diagnoses()).isEmpty();
                current = key;
                i = 0;
            }
            double time = Double.parseDouble(row[3]);
            // the file lists only some of the days
            while (curve.time(i) < time) {
                i++;
            }
            assertThat(curve.time(i)).isEqualTo(time);
            assertThat(curve.atRisk(i)).isEqualTo(Double.parseDouble(row[4]));
            assertThat(curve.events(i)).isEqualTo(Double.parseDouble(row[5]));
            // rounding of products of some hundred factors
            assertThat(curve.survival(i)).isCloseTo(Double.parseDouble(row[6]), within(1e-14));
            assertThat(curve.standardError(i)).isCloseTo(Double.parseDouble(row[7]), within(1e-14));
            assertThat(curve.interval(i, 0.95).low()).isCloseTo(Double.parseDouble(row[8]), within(1e-13));
            assertThat(curve.interval(i, 0.95).high()).isCloseTo(Double.parseDouble(row[9]), within(1e-13));
            compared++;
        }
        assertThat(compared).isEqualTo(527);
    }

    @Test
    void medians() throws IOException {
        JsonNode medians = Subscriptions.json("km.json").get("median");
        for (String key : new String[] {
            "months/all/truncation yes",
            "months/premium/truncation ignored",
            "months/basic/truncation yes",
            "days/all/truncation yes"
        }) {
            String[] parts = key.split("/", -1);
            KaplanMeier curve = KaplanMeier.of(Subscriptions.times(
                    cells -> parts[1].equals("all") || cells[1].equals(parts[1]),
                    parts[0].equals("days"),
                    parts[2].endsWith("yes")));
            assertThat(curve.median()).hasValue(medians.get(key).asDouble());
        }
    }

    /**
     * Treated patients: survival .8067, .6275 and .4482 at 7, 13 and 23 weeks with standard errors .0869, .1141 and .1346 (Klein and Moeschberger, table 4.1A), median 23.
     * The restricted mean follows by hand.
     */
    @Test
    void remission() {
        SurvivalTimes all = Subscriptions.remission();
        double[] exit = new double[21];
        boolean[] ended = new boolean[21];
        for (int i = 0; i < 21; i++) {
            exit[i] = all.exit(i);
            ended[i] = all.ended(i);
        }
        KaplanMeier curve = KaplanMeier.of(SurvivalTimes.of(all.timeUnit(), exit, ended));
        // four published digits
        assertThat(curve.survivalAt(7)).isCloseTo(0.8067, within(5e-5));
        assertThat(curve.survivalAt(15.5)).isCloseTo(0.6902, within(5e-5));
        assertThat(curve.survivalAt(16)).isCloseTo(0.6275, within(5e-5));
        assertThat(curve.survivalAt(35)).isCloseTo(0.4482, within(5e-5));
        assertThat(curve.standardError(1)).isCloseTo(0.0869, within(5e-5));
        assertThat(curve.standardError(6)).isCloseTo(0.1346, within(5e-5));
        assertThat(curve.median()).hasValue(23);
        assertThat(curve.quantile(0.6)).isEmpty();
        RestrictedMean mean = curve.restrictedMean(10);
        // 6 + 1 * 18/21 + 3 * 18/21 * 16/17
        double afterSix = 18.0 / 21;
        double afterSeven = afterSix * 16 / 17;
        assertThat(mean.mean()).isCloseTo(6 + afterSix + 3 * afterSeven, within(1e-14));
        double first = afterSix + 3 * afterSeven;
        double second = 3 * afterSeven;
        double variance = first * first * 3 / (21 * 18.0) + second * second / (17 * 16.0);
        assertThat(mean.standardError()).isCloseTo(Math.sqrt(variance), within(1e-14));
        assertThat(curve.restrictedMean(100).until()).isEqualTo(35);
        int[] group =
                Arrays.stream(Subscriptions.untreated()).mapToInt(x -> (int) x).toArray();
        LogRank test = LogRank.of(all, group, 2);
        // R's survdiff prints 16.8 on 1 degree of freedom with expected 19.3 and 10.7; Klein and Moeschberger 16.793
        assertThat(test.test().statistic()).isCloseTo(16.793, within(5e-4));
        assertThat(test.test().degreesOfFreedom()).isEqualTo(1);
        assertThat(test.test().pValue()).isCloseTo(4.17e-5, within(5e-8));
        assertThat(test.observed()).containsExactly(9, 21);
        assertThat(test.expected()[0]).isCloseTo(19.3, within(0.05));
    }
}
