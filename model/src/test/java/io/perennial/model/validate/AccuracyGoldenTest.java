// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.model.validate.BacktestReport.Evaluation;
import io.perennial.model.validate.BacktestReport.Rank;
import io.perennial.model.validate.BacktestReport.Target;
import io.perennial.model.validate.Holdout.Tracking;
import io.perennial.model.validate.Prediction.Band;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All metrics against numpy and scipy, see make_accuracy.py beside the data. */
class AccuracyGoldenTest {
    // sums of 300 terms in another order
    private static final double RELATIVE = 1e-12;
    private static JsonNode data;
    private static Evaluation evaluation;

    @BeforeAll
    static void evaluate() throws IOException {
        try (InputStream in = AccuracyGoldenTest.class.getResourceAsStream("/validate/accuracy.json")) {
            data = new ObjectMapper().readTree(in);
        }
        int[] frequency = ints(data.get("frequency"));
        Holdout holdout =
                Samples.outcomes(frequency, ints(data.get("actual")), doubles(data.get("spend")), Tracking.NONE);
        Prediction prediction = Prediction.of(
                        doubles(data.get("predicted")),
                        doubles(data.get("spend_predicted")),
                        doubles(data.get("probability")))
                .withBands(bands("bands"), bands("spend_bands"));
        Candidate candidate = Candidate.baseline("file", ignored -> prediction);
        evaluation = Backtest.run(
                        List.of(holdout),
                        List.of(candidate),
                        BacktestOptions.defaults().withResamples(20))
                .evaluations()
                .get(0);
    }

    @Test
    void transactions() {
        compare(evaluation.transactions(), data.at("/expected/transactions"));
    }

    @Test
    void spend() {
        compare(evaluation.spend(), data.at("/expected/spend"));
    }

    @Test
    void purchaseProbability() {
        compare(evaluation.purchase().metrics(), data.at("/expected/purchase"));
    }

    private static void compare(Target target, JsonNode expected) {
        compare(target.metrics(), expected.get("metrics"));
        for (Rank decile : target.deciles()) {
            double predicted =
                    expected.get("decile_predicted").get(decile.rank() - 1).asDouble();
            double actual = expected.get("decile_actual").get(decile.rank() - 1).asDouble();
            assertThat(decile.customers()).isCloseTo(30, within(30 * RELATIVE));
            assertThat(decile.meanPredicted()).isCloseTo(predicted, within(predicted * RELATIVE));
            assertThat(decile.meanActual()).isCloseTo(actual, within(actual * RELATIVE));
        }
    }

    private static void compare(Map<String, Estimate> metrics, JsonNode expected) {
        assertThat(expected.size()).isGreaterThan(5);
        expected.properties().forEach(entry -> {
            Estimate estimate = Objects.requireNonNull(metrics.get(entry.getKey()), entry.getKey());
            double value = entry.getValue().asDouble();
            assertThat(estimate.value()).as(entry.getKey()).isCloseTo(value, within(Math.abs(value) * RELATIVE));
        });
    }

    private static List<Band> bands(String name) {
        return List.of(band(name, "80", 0.80), band(name, "95", 0.95));
    }

    private static Band band(String name, String level, double value) {
        JsonNode band = data.get(name).get(level);
        return new Band(value, doubles(band.get(0)), doubles(band.get(1)));
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }
}
