// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CovariateFitCommandTest {
    private static final Path FIXTURES = Path.of("../testkit/src/main/resources/fixtures");

    /** Maxima at 160 bits; coefficients are asked for to 1e-6, the log-likelihood is flat there. */
    @Test
    void coefficientsAndTheirTestAreThoseOfTheReference() throws IOException {
        JsonNode with = reference("pnbd_static");
        JsonNode without = reference("pnbd_nocov");
        JsonNode answer = fit("--json").json();
        JsonNode model = answer.at("/purchase_models/0/model");
        double gender = with.at("/params/trans.gender").asDouble();
        assertThat(model.at("/parameters/purchase.gender").asDouble()).isCloseTo(gender, within(1e-6));
        assertThat(model.at("/standard_errors/dropout.channel_paid").asDouble())
                .isCloseTo(with.at("/standard_errors/life.channel_paid").asDouble(), within(1e-4));
        JsonNode test = answer.at("/covariates/0/against_no_effect");
        assertThat(test.get("statistic").asDouble())
                .isCloseTo(
                        2
                                * (with.get("log_likelihood").asDouble()
                                        - without.get("log_likelihood").asDouble()),
                        within(1e-5));
        assertThat(test.get("degrees_of_freedom").asInt()).isEqualTo(4);
    }

    @Test
    void aPenaltyDrawsCoefficientsToZeroAndLeavesNoTest() {
        JsonNode free = fit("--json").json();
        JsonNode held = fit("--covariate-penalty", "50", "--json").json();
        assertThat(Math.abs(coefficient(held))).isLessThan(Math.abs(coefficient(free)));
        assertThat(held.at("/covariates/0/against_no_effect").isNull()).isTrue();
        assertThat(held.at("/covariates/0/penalty").asDouble()).isPositive();
    }

    @Test
    void equalCoefficientsCostADegreeOfFreedom() {
        CliRun run = fit("--equal-covariates", "purchase.gender,dropout.gender");
        assertThat(run.out()).contains("covariates against none", "3 degrees of freedom");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(run("--equal-covariates", "purchase.gendre,dropout.gender").err())
                .contains("must name coefficients of the fit, was purchase.gendre", "It has purchase.gender");
        assertThat(run("--save", "model.json").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static double coefficient(JsonNode answer) {
        return answer.at("/purchase_models/0/model/parameters/purchase.gender").asDouble();
    }

    private static CliRun fit(String... options) {
        CliRun run = run(options);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static CliRun run(String... options) {
        List<String> args = new ArrayList<>(List.of(
                "fit",
                FIXTURES.resolve("shop_cov/transactions.csv").toString(),
                "--until",
                "2024-06-30",
                "--model",
                "pareto-nbd",
                "--covariates",
                FIXTURES.resolve("shop_cov/customers.csv").toString()));
        args.addAll(
                List.of("--purchase-covariates", "gender,channel_paid", "--dropout-covariates", "gender,channel_paid"));
        args.addAll(List.of(options));
        return CliRun.of(args.toArray(String[]::new));
    }

    private static JsonNode reference(String name) throws IOException {
        return new ObjectMapper()
                .readTree(
                        FIXTURES.resolve("reference/shop_cov/" + name + ".json").toFile())
                .get("optimum");
    }
}
