// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.model.DiscountRate;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Sums without end against thirty digits (see renewals.py), and their limits. */
class RenewalSumsGoldenTest {
    @Test
    void shiftedBetaGeometric() throws IOException {
        for (JsonNode row : Contracts.json("points/renewals.json").get("sbg")) {
            ShiftedBetaGeometric model = ShiftedBetaGeometric.of(
                    RenewalPeriod.YEAR,
                    row.get("params").get(0).asDouble(),
                    row.get("params").get(1).asDouble());
            double sum = row.get("sum").asDouble();
            int age = row.get("age").asInt();
            // 1 - ratio has few digits where ratio is nearly 1
            double rounding = 1e-14 + 1e-16 / (1 - row.get("ratio").asDouble());
            assertThat(model.renewals(age, row.get("ratio").asDouble()).value())
                    .as(row.toString())
                    .isCloseTo(sum, within(rounding * sum));
        }
    }

    @Test
    void betaDiscreteWeibull() throws IOException {
        for (JsonNode row : Contracts.json("points/renewals.json").get("bdw")) {
            BetaDiscreteWeibull model = BetaDiscreteWeibull.of(
                    RenewalPeriod.MONTH,
                    row.get("params").get(0).asDouble(),
                    row.get("params").get(1).asDouble(),
                    row.get("params").get(2).asDouble());
            int age = row.get("age").asInt();
            double ratio = row.get("ratio").asDouble();
            close(model.renewals(age, ratio), row.get("sum"), row.toString());
            close(model.renewalTimes(age, ratio), row.get("times"), row.toString());
        }
    }

    private static void close(Expected ours, JsonNode reference, String what) {
        if (reference == null) {
            assertThat(ours.value()).as(what).isNull();
            assertThat(ours.reason()).as(what).contains("Without discount the sum is infinite");
        } else {
            double sum = reference.asDouble();
            // what RenewalSeries promises of its correction, twice
            assertThat(ours.value()).as(what).isCloseTo(sum, within(2e-12 * sum));
        }
    }

    @Test
    void limitsWithoutDiscount() {
        ShiftedBetaGeometric finite = ShiftedBetaGeometric.of(RenewalPeriod.YEAR, 3, 4);
        // (alpha + beta - 1) / (alpha - 1), exact in these numbers
        assertThat(finite.expectedLifetime().value()).isEqualTo(3.0);
        assertThat(finite.expectedResidualLifetime(10).value()).isEqualTo(7.0);
        Expected infinite =
                ShiftedBetaGeometric.of(RenewalPeriod.YEAR, 0.704, 1.182).expectedLifetime();
        assertThat(infinite.value()).isNull();
        assertThat(infinite.reason())
                .isEqualTo(
                        "Without discount the sum is infinite: the longest lives decide it (survival falls like t^-0.704, and a power above 1 is needed). Take a discount rate or a horizon.");
        assertThat(finite.renewals(0, 1.01).reason()).contains("Receipts grow by 1.000 % a period after discounting");
        BetaDiscreteWeibull same = BetaDiscreteWeibull.of(RenewalPeriod.YEAR, 3, 4, 1);
        assertThat(same.expectedLifetime().value()).isCloseTo(3.0, within(1e-11));
        assertThat(same.renewals(0, 1.01).value()).isNull();
    }

    /** As customers become alike, the elasticity becomes that of constant retention, (1 + d) / (1 + d - r). */
    @Test
    void elasticityOfConstantRetention() {
        ShiftedBetaGeometric alike = ShiftedBetaGeometric.of(RenewalPeriod.YEAR, 2e7, 8e7);
        DiscountRate rate = DiscountRate.annual(0.1);
        // what is left of variation is 1e-8
        assertThat(alike.renewalElasticity(0, rate).value()).isCloseTo(1.1 / 0.3, within(1e-6));
        ShiftedBetaGeometric different = ShiftedBetaGeometric.of(RenewalPeriod.YEAR, 0.704, 1.182);
        double v = 1 / 1.1;
        double step = 1e-5;
        double above = Contracts.value(different.renewals(3, v * (1 + step)));
        double below = Contracts.value(different.renewals(3, v * (1 - step)));
        double here = Contracts.value(different.renewals(3, v));
        // central difference: truncation 1e-9
        assertThat(different.renewalElasticity(3, rate).value())
                .isCloseTo((above - below) / (2 * step * here), within(1e-7));
    }
}
