// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.model.TimeUnit;
import io.perennial.model.contract.BetaDiscreteWeibull;
import io.perennial.model.contract.BetaDiscreteWeibullFitter;
import io.perennial.model.contract.RenewalHistories;
import io.perennial.model.contract.RenewalPeriod;
import io.perennial.model.contract.ShiftedBetaGeometric;
import io.perennial.model.contract.ShiftedBetaGeometricFitter;
import io.perennial.model.design.Covariates;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real contracts, where they are beside the working copy; figures by plain scripts with numpy 2.4.6 and scipy 1.17.1. */
class RealContractsGoldenTest {
    private static List<String[]> rows(String name) throws IOException {
        String configured = System.getProperty("clv.shared", "");
        Path file = (configured.isBlank() ? Path.of("../../shared") : Path.of(configured)).resolve("data/" + name);
        assumeTrue(Files.exists(file), name + " is not beside the working copy");
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** IBM's telephone customers: tenure in months, 7,043 rows, 11 of them with tenure 0. */
    @Test
    void telco() throws IOException {
        List<String[]> rows = rows("telco_ibm/Telco-Customer-Churn.csv");
        int n = rows.size();
        int[] periods = new int[n];
        double[] exit = new double[n];
        boolean[] ended = new boolean[n];
        double[][] z = new double[3][n];
        for (int i = 0; i < n; i++) {
            periods[i] = Integer.parseInt(rows.get(i)[5]);
            exit[i] = periods[i];
            ended[i] = rows.get(i)[20].equals("Yes");
            z[0][i] = rows.get(i)[15].equals("One year") ? 1 : 0;
            z[1][i] = rows.get(i)[15].equals("Two year") ? 1 : 0;
            z[2][i] = Double.parseDouble(rows.get(i)[18]);
        }
        SurvivalTimes times = SurvivalTimes.of(TimeUnit.MONTH, exit, ended);
        KaplanMeier curve = KaplanMeier.of(times);
        // rounding of 72 factors
        assertThat(curve.survivalAt(12)).isCloseTo(0.8431995538158313, within(1e-14));
        assertThat(curve.survivalAt(72)).isCloseTo(0.5927901520522304, within(1e-14));
        assertThat(curve.median()).isEmpty();
        CoxFit cox = CoxFitter.fit(
                times,
                Covariates.of(List.of("one year", "two years", "charges"), z),
                Ties.EFRON,
                FitOptions.defaults());
        // the simplex search of the reference ends within about 1e-9
        assertThat(cox.fit().logLikelihood()).isCloseTo(-14343.54190267403, within(1e-7));
        assertThat(cox.nullLogLikelihood()).isCloseTo(-15653.039635111485, within(1e-8));
        assertThat(cox.fit().estimates()[0]).isCloseTo(-2.18989255, within(1e-6));
        assertThat(cox.fit().estimates()[1]).isCloseTo(-4.22208668, within(1e-6));
        assertThat(cox.events()).isEqualTo(1869);
        RenewalHistories histories = RenewalHistories.of(RenewalPeriod.MONTH, periods, ended);
        Fit<ShiftedBetaGeometric> sbg = ShiftedBetaGeometricFitter.fit(histories, FitOptions.defaults());
        assertThat(sbg.logLikelihood()).isCloseTo(-10465.424706735255, within(1e-8));
        assertThat(sbg.model().alpha()).isCloseTo(0.13673308, within(1e-6));
        assertThat(sbg.model().beta()).isCloseTo(4.0328155, within(1e-5));
        // a Weibull without variation is the limit: the reference stops at gamma 8e5
        Fit<BetaDiscreteWeibull> bdw = BetaDiscreteWeibullFitter.fit(histories, FitOptions.defaults());
        assertThat(bdw.diagnoses().stream().map(Diagnosis::code)).contains("no-maximum");
        // what the weak prior costs
        assertThat(bdw.logLikelihood()).isCloseTo(-10309.64908464166, within(1.0));
        assertThat(bdw.model().c()).isCloseTo(0.518, within(0.02));
    }

    /** Streaming subscriptions with calendar dates; 2,004 of 3,069 cancelled. */
    @Test
    void streaming() throws IOException {
        List<String[]> rows = rows("subscription_cohort/subscription_cohort.csv");
        LocalDate end = LocalDate.parse("2023-09-08");
        double[] exit = new double[rows.size()];
        boolean[] ended = new boolean[rows.size()];
        for (int i = 0; i < exit.length; i++) {
            String cancelled = rows.get(i)[2];
            ended[i] = !cancelled.isEmpty();
            exit[i] = ChronoUnit.DAYS.between(
                    LocalDate.parse(rows.get(i)[1]), ended[i] ? LocalDate.parse(cancelled) : end);
        }
        KaplanMeier curve = KaplanMeier.of(SurvivalTimes.of(TimeUnit.DAY, exit, ended));
        assertThat(curve.diagnoses()).isEmpty();
        // 108 cancelled on their first day
        assertThat(curve.survivalAt(0)).isCloseTo(0.9647749510763209, within(1e-14));
        // rounding of some hundred factors
        assertThat(curve.survivalAt(90)).isCloseTo(0.42784685257866006, within(1e-13));
        assertThat(curve.survivalAt(365)).isCloseTo(0.12433223671355088, within(1e-13));
        assertThat(curve.median()).hasValue(68);
        for (int i = 0; i < curve.size(); i++) {
            if (curve.time(i) == 180) {
                assertThat(curve.standardError(i)).isCloseTo(0.009527505046233457, within(1e-14));
            }
        }
    }
}
