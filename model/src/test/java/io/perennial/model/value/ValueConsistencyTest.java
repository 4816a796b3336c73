// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.spend.GammaGamma;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ValueConsistencyTest {
    private static final BgNbd PURCHASES = BgNbd.of(TimeUnit.WEEK, 0.243, 4.414, 0.793, 2.426);
    private static final GammaGamma SPEND = GammaGamma.of(6.25, 3.74, 15.4);
    private static final SimulatedPopulation TRUTH = new SimulatedPopulation(
            new SimulatedPopulation.Behaviour(true, new double[] {0.243, 4.414, 0.793, 2.426}, 6.25, 3.74, 15.4),
            20_000,
            78,
            1,
            99);
    private static final PurchaseForecast FORECAST =
            PURCHASES.forecast(TRUTH.histories(), 52, DiscountRate.annual(0.1));

    private static ValueKernel kernel(ValueOptions options) {
        return ValueKernel.of(FORECAST, SPEND, options);
    }

    @Test
    void aSliceIsPartOfTheWhole() {
        Customers customers = TRUTH.customers();
        CustomerValues whole = kernel(ValueOptions.defaults()).values(customers);
        CustomerValues slice = kernel(ValueOptions.defaults()).values(customers, 8000, 8500);
        assertThat(slice.clv()).isEqualTo(Arrays.copyOfRange(whole.clv(), 8000, 8500));
        assertThat(slice.clvHigh80()).isEqualTo(Arrays.copyOfRange(whole.clvHigh80(), 8000, 8500));
        assertThat(slice.clvLow95()).isEqualTo(Arrays.copyOfRange(whole.clvLow95(), 8000, 8500));
    }

    @Test
    void valueIsTransactionsTimesSpendTimesMargin() {
        Customers customers = TRUTH.customers();
        CustomerValues values = kernel(ValueOptions.defaults().withMargin(0.4).withCorrection(0.9))
                .values(customers);
        for (int i = 0; i < customers.size(); i += 97) {
            double spend = 0.9
                    * SPEND.expectedSpend(customers.purchases()[i], customers.meanSpend()[i]);
            assertThat(values.expectedSpend()[i]).isEqualTo(spend);
            assertThat(values.expectedRevenue()[i]).isEqualTo(FORECAST.expected()[i] * spend);
            // another order of the same three factors
            double clv = FORECAST.discounted()[i] * spend * 0.4;
            assertThat(values.clv()[i]).isCloseTo(clv, within(1e-15 * clv));
        }
    }

    @Test
    void uncertainParametersWidenTheUpperEnd() {
        Customers customers = TRUTH.customers();
        CustomerValues known = kernel(ValueOptions.defaults()).values(customers);
        CustomerValues unsure =
                kernel(ValueOptions.defaults().withParameterVariance(0.3)).values(customers);
        assertThat(Arrays.stream(unsure.clvHigh95()).sum())
                .isGreaterThan(Arrays.stream(known.clvHigh95()).sum());
        assertThat(unsure.clv()).isEqualTo(known.clv());
    }

    @Test
    void aSpendThatCarriesNoInformationIsThePopulations() {
        Customers customers = new Customers(
                new int[] {0, 0, 0, 0}, new int[] {0, 4, 4, 4}, new double[] {Double.NaN, Double.NaN, 0, -3});
        double[] spend = kernel(ValueOptions.defaults()).values(customers).expectedSpend();
        assertThat(spend).containsOnly(SPEND.expectedSpend(0, 0));
    }

    @Test
    void theResidualExceedsAnyHorizon() {
        Customers customers = TRUTH.customers();
        DiscountRate rate = DiscountRate.annual(0.1);
        double[] dert = ResidualValue.discountedTransactions(PURCHASES, TRUTH.histories(), rate);
        double[] residual =
                ResidualValue.of(dert, customers, SPEND, ValueOptions.defaults().withMargin(0.4));
        CustomerValues values = kernel(ValueOptions.defaults().withMargin(0.4)).values(customers);
        for (int i = 0; i < customers.size(); i++) {
            if (!(residual[i] >= values.clv()[i])) {
                assertThat(residual[i]).as("customer %d", i).isGreaterThanOrEqualTo(values.clv()[i]);
            }
        }
        assertThatThrownBy(() -> ResidualValue.discountedTransactions(PURCHASES, TRUTH.histories(), DiscountRate.NONE))
                .hasMessage("rate must be > 0 for a value without a horizon, was 0.0");
    }

    @Test
    void refusesWhatIsNoOption() {
        assertThatThrownBy(() -> ValueOptions.defaults().withMargin(40))
                .hasMessage("margin must be a fraction in [0, 1], was 40.0");
        assertThatThrownBy(() -> ValueOptions.defaults().withCorrection(0))
                .hasMessage("correction must be finite and > 0, was 0.0");
        assertThatThrownBy(() -> ValueOptions.defaults().withParameterVariance(Double.NaN))
                .hasMessage("parameterVariance must be finite and >= 0, was NaN");
        assertThatThrownBy(() -> new Customers(new int[2], new int[2], new double[1]))
                .hasMessage("columns must have one length, were row 2, purchases 2, meanSpend 1");
    }
}
