// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against 40-digit values. */
class RisingSumsGoldenTest {
    /** Sums of at most 40 rounded logarithms and an asymptotic tail: some ulps of the largest term. */
    private static final double RELATIVE = 1e-14;

    private static final Path POINTS =
            Path.of("../testkit/src/main/resources/fixtures/reference/points/special_functions.json");

    @Test
    void logGammaRatio() throws IOException {
        for (JsonNode point : points("log_gamma_ratio")) {
            double r = point.get("r").asDouble();
            long n = point.get("n").asLong();
            double actual = RisingSums.logGammaRatio(r, n);
            assertThat(actual).as("r %s n %s", r, n).isCloseTo(value(point), tolerance(point));
        }
    }

    @Test
    void logBetaRatio() throws IOException {
        for (JsonNode point : points("log_beta_ratio")) {
            double a = point.get("a").asDouble();
            double b = point.get("b").asDouble();
            long n = point.get("n").asLong();
            double actual = RisingSums.logBetaRatio(a, b, n);
            assertThat(actual).as("a %s b %s n %s", a, b, n).isCloseTo(value(point), tolerance(point));
        }
    }

    @Test
    void digammaDifference() throws IOException {
        for (JsonNode point : points("digamma_difference")) {
            double r = point.get("r").asDouble();
            long n = point.get("n").asLong();
            double actual = RisingSums.digammaDifference(r, n);
            assertThat(actual).as("r %s n %s", r, n).isCloseTo(value(point), tolerance(point));
        }
    }

    /** mpmath 1.2.1, 40 digits: loggamma, beta and polygamma differences of exactly these doubles. */
    @Test
    void farBeyondTheReferencePoints() {
        assertThat(RisingSums.logGammaRatio(0.3, 41L)).isCloseTo(110.33634825386945, tolerance(110.33634825386945));
        assertThat(RisingSums.logGammaRatio(2.5, 1000000L)).isCloseTo(12815538.82324301, tolerance(12815538.82324301));
        assertThat(RisingSums.logGammaRatio(1000000000000.0, 1000000L))
                .isCloseTo(27631021.615927882, tolerance(27631021.615927882));
        assertThat(RisingSums.logGammaRatio(1e-05, 2000000000L))
                .isCloseTo(40832826013.71074, tolerance(40832826013.71074));
        assertThat(RisingSums.logGammaRatio(700000.0, 100L))
                .isCloseTo(1345.8906324960983, tolerance(1345.8906324960983));
        assertThat(RisingSums.trigammaDifference(0.3, 41L))
                .isCloseTo(12.220855968910511, tolerance(12.220855968910511));
        assertThat(RisingSums.digammaDifference(0.3, 41L)).isCloseTo(7.211231331416697, tolerance(7.211231331416697));
        assertThat(RisingSums.trigammaDifference(1000000.0, 1000000L))
                .isCloseTo(5.000003750001459e-07, tolerance(5.000003750001459e-07));
        assertThat(RisingSums.digammaDifference(1000000.0, 1000000L))
                .isCloseTo(0.6931474305600078, tolerance(0.6931474305600078));
        assertThat(RisingSums.trigammaDifference(1e-05, 2000000000L))
                .isCloseTo(10000000001.644909, tolerance(10000000001.644909));
        assertThat(RisingSums.digammaDifference(1e-05, 2000000000L))
                .isCloseTo(100021.99361223292, tolerance(100021.99361223292));
        assertThat(RisingSums.trigammaDifference(700000.0, 100L))
                .isCloseTo(2.0405277378138278e-10, tolerance(2.0405277378138278e-10));
        assertThat(RisingSums.digammaDifference(700000.0, 100L))
                .isCloseTo(0.00014284704177351313, tolerance(0.00014284704177351313));
        assertThat(RisingSums.logBetaRatio(0.3, 0.2, 41L)).isCloseTo(-2.064677741802549, tolerance(-2.064677741802549));
        assertThat(RisingSums.logBetaRatio(1e-09, 100000000.0, 100000L))
                .isCloseTo(-9.995003380785382e-13, tolerance(-9.995003380785382e-13));
        assertThat(RisingSums.logBetaRatio(1000000.0, 3.0, 10000L))
                .isCloseTo(-56078.30894678636, tolerance(-56078.30894678636));
        assertThat(RisingSums.logBetaRatio(0.7, 2.5, 2000000000L))
                .isCloseTo(-14.39076715639496, tolerance(-14.39076715639496));
        assertThat(RisingSums.logBetaRatio(2.0, 1000000000000.0, 10000000L))
                .isCloseTo(-1.9999900000656662e-05, tolerance(-1.9999900000656662e-05));
        assertThat(RisingSums.logBetaRatio(1000000000.0, 0.001, 60L))
                .isCloseTo(-1065.7652160142945, tolerance(-1065.7652160142945));
        assertThat(RisingSums.logBetaRatio(5.0, 30.0, 70L))
                .isCloseTo(-5.800594828454961, tolerance(-5.800594828454961));
    }

    private static JsonNode points(String function) throws IOException {
        return new ObjectMapper().readTree(POINTS.toFile()).get(function).get("points");
    }

    private static double value(JsonNode point) {
        return point.get("value").asDouble();
    }

    private static Offset<Double> tolerance(JsonNode point) {
        return tolerance(value(point));
    }

    private static Offset<Double> tolerance(double value) {
        return within(RELATIVE * Math.abs(value));
    }
}
