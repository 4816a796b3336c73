// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Against 40-digit values. */
class PowerLawIntegralGoldenTest {
    private static JsonNode points(String function) throws IOException {
        Path file = Path.of("../testkit/src/main/resources/fixtures/reference/points/special_functions.json");
        return new ObjectMapper().readTree(file.toFile()).get(function).get("points");
    }

    @Test
    void paretoIntegral() throws IOException {
        JsonNode points = points("log_pareto_integral");
        assertThat(points).hasSize(14);
        for (JsonNode point : points) {
            double k = point.get("r").asDouble() + point.get("x").asInt();
            double s = point.get("s").asDouble();
            double tx = point.get("t_x").asDouble();
            double a = point.get("alpha").asDouble() + tx;
            double b = point.get("beta").asDouble() + tx;
            double length = point.get("T").asDouble() - tx;
            double log =
                    Math.log(PowerLawIntegral.of(k, a, s + 1, b, 0, length)) - k * Math.log(a) - (s + 1) * Math.log(b);
            // T - tx is rounded before the integral sees it, worst at 40 - 39.999: 1e-12
            assertThat(log)
                    .as(point.toString())
                    .isCloseTo(point.get("value").asDouble(), within(1e-12 * Math.abs(log)));
        }
    }

    @Test
    void tricomiFunctionOfTheDiscountedResidual() throws IOException {
        JsonNode points = points("tricomi_u");
        assertThat(points).hasSize(12);
        for (JsonNode point : points) {
            double s = point.get("a").asDouble();
            double z = point.get("z").asDouble();
            // U(s, s, z) = z^(1-s) times the integral of (1 + t)^-s exp(-z t)
            double u = Math.pow(z, 1 - s) * PowerLawIntegral.of(s, 1, 0, 1, z, Double.POSITIVE_INFINITY);
            // the quadrature is made for 1e-13; the power costs another digit at s = 50
            assertThat(u / point.get("value").asDouble()).as(point.toString()).isEqualTo(1, within(1e-12));
        }
    }

    @Test
    void equalScalesHaveAClosedForm() {
        for (double k : new double[] {0.001, 0.9, 3, 700}) {
            for (double length : new double[] {1e-12, 0.3, 50, 1e7}) {
                double n = k + 0.5;
                double closed = -Math.expm1((1 - n) * Math.log1p(length / 7)) * 7 / (n - 1);
                // panels are made for 1e-13
                assertThat(PowerLawIntegral.of(k, 7, 0.5, 7, 0, length) / closed)
                        .isEqualTo(1, within(1e-12));
            }
        }
    }

    @Test
    void endlessIntegralsConvergeSlowlyOrFast() {
        // k + m - 1 = 0.002: the integral is scale / 0.002 for equal scales
        assertThat(PowerLawIntegral.of(0.5, 3, 0.502, 3, 0, Double.POSITIVE_INFINITY))
                .isEqualTo(1500, within(1500 * 1e-12));
        // the tail beyond any panel: (3 + z)^-0.5 (5 + z)^-0.502 behaves as z^-1.002; mpmath, 40 digits
        assertThat(PowerLawIntegral.of(0.5, 3, 0.502, 5, 0, Double.POSITIVE_INFINITY))
                .isEqualTo(1937.416205599010, within(1937.416 * 1e-12));
    }
}
