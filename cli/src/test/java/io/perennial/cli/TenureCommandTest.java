// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenureCommandTest {
    private static final Path FIXTURES = Path.of("../testkit/src/main/resources/fixtures");
    private static final String SUBSCRIPTIONS =
            FIXTURES.resolve("subscribers/subscriptions.csv").toString();

    @TempDir
    Path folder;

    /** The optimum was found at 160 bits; the search stops where the gradient is below 1e-8 or so, and the curvature decides how near that is. */
    @Test
    void theShiftedBetaGeometricIsThatOfTheReference() throws IOException {
        JsonNode truth = reference("sbg_cohort_a").get("optimum_fit_on_12_periods");
        JsonNode fit = fit(
                FIXTURES.resolve("subscribers/cohort_a.csv").toString(),
                "--model",
                "sbg",
                "--period",
                "year",
                "--discount",
                "0.10");
        assertThat(fit.get("model").asText()).isEqualTo("sbg");
        assertThat(fit.at("/parameters/0/estimate").asDouble())
                .isCloseTo(truth.at("/params/alpha").asDouble(), within(1e-6));
        assertThat(fit.at("/parameters/1/standard_error").asDouble())
                .isCloseTo(truth.at("/standard_errors/beta").asDouble(), within(1e-5));
        assertThat(1 + fit.at("/lifetime/0/discounted/value").asDouble())
                .isCloseTo(truth.get("del_10pct").asDouble(), within(1e-6));
        assertThat(fit.at("/curve/11/survival").asDouble())
                .isCloseTo(truth.at("/survival_0_24/12").asDouble(), within(1e-7));
        assertThat(fit.at("/lifetime/0/renewals/value").isNull()).isTrue();
        assertThat(fit.at("/lifetime/0/renewals/reason").asText()).contains("infinite");
    }

    /** The same customers as dates, by other headers, and as tenures. */
    @Test
    void tenuresAndOtherHeadersAreTheSameSubscriptions() throws IOException {
        Path dates = Files.write(
                folder.resolve("dates.csv"),
                List.of("Created Date,canceled_at", "2024-01-01,2024-02-01", "2024-01-01,2024-04-01", "2024-03-01,"));
        Path tenures = Files.write(folder.resolve("tenures.csv"), List.of("Tenure,Churn", "1,Yes", "3,yes", "4,No"));
        JsonNode curve = fit(dates.toString(), "--model", "kaplan-meier", "--until", "2024-07-01")
                .get("curve");
        assertThat(curve.size()).isPositive();
        assertThat(fit(tenures.toString(), "--model", "kaplan-meier").get("curve"))
                .isEqualTo(curve);
    }

    @Test
    void leftTruncationEntersTheBetaDiscreteWeibull() throws IOException {
        JsonNode truth = reference("bdw");
        JsonNode fit = fit(
                SUBSCRIPTIONS,
                "--model",
                "bdw",
                "--until",
                "2024-12-31",
                "--stratum",
                "plan",
                "--monthly-margin",
                "12.50");
        assertThat(fit.get("log_likelihood").asDouble())
                .isCloseTo(truth.at("/all/log_likelihood").asDouble(), within(1e-6));
        assertThat(fit.at("/parameters/2/estimate").asDouble())
                .isCloseTo(truth.at("/all/params/c").asDouble(), within(1e-6));
        double apart = 0;
        for (String plan : List.of("basic", "plus", "premium")) {
            apart += truth.get(plan).get("log_likelihood").asDouble();
        }
        assertThat(fit.at("/difference/statistic").asDouble())
                .isCloseTo(2 * (apart - truth.at("/all/log_likelihood").asDouble()), within(1e-5));
        JsonNode money = fit.get("money");
        // 390 are still active; the formula takes 12.50 / churn of each
        assertThat(money.at("/naive/value").asDouble())
                .isCloseTo(390 * 12.50 / money.get("churn").asDouble(), within(1e-6));
        assertThat(money.at("/gap/value").asDouble())
                .isCloseTo(
                        money.at("/naive/value").asDouble()
                                - money.get("expected").asDouble(),
                        within(1e-6));
    }

    /** R's survival agrees with the reference to 1e-13. */
    @Test
    void coxTakesCategoriesAndTests() throws IOException {
        JsonNode truth = reference("cox").get("own_long_double").get("months/truncation yes/efron");
        JsonNode fit = fit(SUBSCRIPTIONS, "--model", "cox", "--until", "2024-12-31", "--depends-on", "plan");
        assertThat(fit.at("/parameters/0/name").asText()).isEqualTo("plan=plus");
        assertThat(fit.at("/parameters/0/estimate").asDouble())
                .isCloseTo(truth.at("/coef/plus").asDouble(), within(1e-7));
        assertThat(fit.at("/parameters/1/standard_error").asDouble())
                .isCloseTo(truth.at("/se/premium").asDouble(), within(1e-7));
        assertThat(fit.at("/likelihood_ratio/statistic").asDouble())
                .isCloseTo(truth.get("likelihood_ratio_test").asDouble(), within(1e-6));
        assertThat(fit.at("/proportionality/degrees_of_freedom").asInt()).isEqualTo(2);
    }

    @Test
    void theCurveComesWithItsMedianAndGroups() {
        JsonNode fit = fit(SUBSCRIPTIONS, "--model", "kaplan-meier", "--until", "2024-12-31", "--stratum", "plan");
        assertThat(fit.get("median").asDouble()).isEqualTo(7);
        double left = 0;
        double expected = 0;
        for (JsonNode group : fit.get("groups")) {
            left += group.get("left").asDouble();
            expected += group.get("expected").asDouble();
        }
        assertThat(expected).isCloseTo(left, within(1e-9));
        CliRun text = CliRun.of("fit", SUBSCRIPTIONS, "--model", "kaplan-meier", "--until", "2024-12-31");
        assertThat(text.out()).contains("Half have left by month 7.", "282 first seen after their start");
    }

    @Test
    void badRowsAreNamedTogether() throws IOException {
        String file = table("id,start,end", "a,2024-01-01,2023-05-05", "b,soon,", "c,2024-02-01,2024-03-01");
        CliRun run = CliRun.of("fit", file, "--model", "sbg");
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.err())
                .contains(
                        "2 rows",
                        "row 1 ends on 2023-05-05, before its start on 2024-01-01",
                        "row 2, start is not a date: 'soon'");
    }

    @Test
    void aCohortMayNotRise() throws IOException {
        CliRun run = CliRun.of("fit", table("period,active", "0,10", "1,11"), "--model", "sbg");
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.err()).contains("must never rise, has 11.0 at period 1 after 10.0");
    }

    @Test
    void whatSaysNothingIsDiagnosedAndNeverNaN() throws IOException {
        for (String file : List.of(
                table("start,end", "2024-02-01,2024-03-01"),
                table("period,active", "0,1000"),
                table("period,active", "0,10", "1,10"))) {
            for (String model : List.of("sbg", "bdw", "kaplan-meier")) {
                CliRun run = CliRun.of("fit", file, "--model", model);
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(run.out()).doesNotContain("NaN").containsPattern("[a-z]+-[a-z-]+: ");
            }
        }
    }

    @Test
    void coxNamesCovariatesThatSeparateOrRepeat() throws IOException {
        List<String> rows = new ArrayList<>(List.of("start,end,paid,twin,same"));
        for (int i = 0; i < 30; i++) {
            int paid = i % 2;
            String end = paid == 1 ? "" : "2024-%02d-01".formatted(2 + i % 9);
            rows.add("2024-01-01,%s,%d,%d,5".formatted(end, paid, 2 * paid));
        }
        String file = table(rows.toArray(String[]::new));
        CliRun run =
                CliRun.of("fit", file, "--model", "cox", "--until", "2024-12-31", "--depends-on", "paid,twin,same");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("separated-covariate: paid", "collinear-covariate", "constant-covariate")
                .doesNotContain("NaN");
    }

    @Test
    void optionsOfOneKindAreRefusedForTheOther() throws IOException {
        String file = table("start,end", "2024-02-01,2024-03-01");
        assertThat(CliRun.of("fit", file, "--model", "cox").err()).contains("needs covariates", "--depends-on plan");
        assertThat(CliRun.of("fit", file, "--stratum", "plan").err()).contains("Add --model sbg");
        assertThat(CliRun.of("fit", file, "--model", "sbg", "--depends-on", "plan")
                        .err())
                .contains("needs --model cox, was sbg");
        assertThat(CliRun.of("fit", file, "--model", "sbg", "--stratum", "plan").err())
                .contains("must have a column plan", "It has start, end");
        assertThat(CliRun.of("fit", file, "--model", "sbg", "--save", "m.json").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private static JsonNode fit(String file, String... options) {
        List<String> args = new ArrayList<>(List.of("fit", file, "--json"));
        args.addAll(List.of(options));
        CliRun run = CliRun.of(args.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json();
    }

    private String table(String... lines) throws IOException {
        Path file = Files.createTempFile(folder, "table", ".csv");
        Files.write(file, List.of(lines));
        return file.toString();
    }

    private static JsonNode reference(String name) throws IOException {
        return new ObjectMapper()
                .readTree(FIXTURES.resolve("reference/subscribers/" + name + ".json")
                        .toFile());
    }
}
