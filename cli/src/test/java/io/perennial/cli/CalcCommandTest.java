// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Prompts;
import io.perennial.model.economics.Formula;
import io.perennial.model.economics.Formulas;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CalcCommandTest {
    @TempDir
    private Path folder;

    static List<String> names() {
        return Formulas.all().stream().map(Formula::name).toList();
    }

    private static CliRun calc(String line) {
        List<String> args = new ArrayList<>(List.of("calc"));
        args.addAll(List.of(line.split(" ", -1)));
        return CliRun.of(args.toArray(String[]::new));
    }

    @Test
    void aloneItListsEveryFormulaWithAnExample() {
        CliRun run = CliRun.of("calc");

        assertThat(run.exitCode()).isZero();
        for (Formula formula : Formulas.all()) {
            assertThat(run.out()).contains("  " + formula.name() + " ", "clv calc " + formula.exampleCommand());
        }
        assertThat(CliRun.of("calc", "--json").json().get("formulas"))
                .hasSize(Formulas.all().size());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFormulaHasHelpAndItsExampleRunsBothWays(String name) {
        Formula formula = Formulas.find(name).orElseThrow();

        CliRun help = CliRun.of("calc", name, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: clv calc " + name, formula.title(), "--json", formula.exampleCommand());
        assertThat(help.out()).doesNotContain("%%");
        CliRun text = calc(formula.exampleCommand());
        assertThat(text.exitCode()).isZero();
        assertThat(text.err()).isEmpty();
        JsonNode json = calc(formula.exampleCommand() + " --json").json();
        assertThat(json.get("name").asText()).isEqualTo(name);
        assertThat(json.get("id").asText()).isEqualTo(formula.ids().get(0));
        assertThat(json.get("value").isNumber()).isTrue();
        assertThat(json.get("steps").size()).isPositive();
        assertThat(json.has("basis")).isTrue();
        assertThat(json.get("unit").asText()).isNotEmpty();
        assertThat(text.out()).contains(json.get("result").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "simple --purchase-value 85 --frequency 4 --lifespan 3, 1020.0, revenue, USD",
        "simple --purchase-value 85 --frequency 4 --lifespan 3 --margin 0.40, 408.0, gross_profit, USD",
        "subscription --arpu 150 --margin 0.82 --churn 0.025, 4920.0, gross_profit, USD",
        "subscription --arpu 150 --margin 0.82 --churn 0.025 --discount 0.10 --compounding nominal, 3690.0, gross_profit, USD",
        "subscription --arpu=€150 --margin=82% --churn=2.5%, 4920.0, gross_profit, EUR",
        "net --purchase-value 85 --resale-rate 4 --lifetime 3 --cac 120, 900.0, net_of_cac, USD",
        "ratio --clv 4920 --cac 1200, 4.1, gross_profit, ratio",
        "ratio --clv -5 --cac 10, -0.5, gross_profit, ratio",
        "lifetime --churn 0.05, 20.0, , months",
        "outreach --cost 15 --clv 2000, 0.0075, gross_profit, fraction",
        "F-17 --clv 50000 --costs 30000, 20000.0, contribution, USD",
        "ratio --clv 500 --cac 100 --currency CHF, 5.0, gross_profit, ratio"
    })
    void jsonGivesValueBasisAndUnit(String line, double value, String basis, String unit) {
        CliRun run = calc(line + " --json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.json().get("value").asDouble()).isEqualTo(value);
        assertThat(run.json().get("basis").asText()).isEqualTo(basis == null ? "null" : basis);
        assertThat(run.json().get("unit").asText()).isEqualTo(unit);
    }

    @Test
    void stepsAreSpelledOut() {
        JsonNode step = calc("subscription --arpu 150 --margin 0.82 --churn 0.025 --json")
                .json()
                .get("steps")
                .get(1);

        assertThat(step.get("formula").asText()).isEqualTo("gross profit per period ÷ churn");
        assertThat(step.get("arithmetic").asText()).isEqualTo("$123.00 ÷ 2.5%");
        assertThat(step.get("result").asText()).isEqualTo("$4,920.00");
        assertThat(calc("subscription --arpu 150 --margin 0.82 --churn 0.025").out())
                .contains("$150.00 × 82%", "$123.00 ÷ 2.5%", "$4,920.00  gross profit");
    }

    @Test
    void theBandIsInTheAnswer() {
        JsonNode json = calc("ratio --clv 4920 --cac 1200 --json").json();

        assertThat(json.get("band").get("label").asText()).isEqualTo("strong");
        assertThat(json.get("notes").toString()).contains("payback and volume count too");
    }

    @Test
    void whatIsUndefinedIsNullWithAReasonAndNoFailure() {
        CliRun run = calc("ratio --clv 4920 --cac 0 --json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.json().get("value").isNull()).isTrue();
        assertThat(run.json().get("reason").asText()).contains("nothing to divide by");
        assertThat(calc("ratio --clv 4920 --cac 0").out()).contains("undefined", "nothing to divide by");
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.02", "0%"})
    void zeroOrNegativeChurnIsAUsageErrorThatNamesTheAlternative(String churn) {
        CliRun run = calc("subscription --arpu 150 --margin 0.82 --churn " + churn);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("survival-based value", "60 periods");
        assertThat(calc("subscription --arpu 150 --margin 0.82 --json --churn " + churn)
                        .json()
                        .toString())
                .contains("survival-based value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subscription --arpu 150 | Missing --margin (fraction such as 0.05, or percentage such as 5%, <= 1), --churn | --help",
                "rate | Missing --annual | --help",
                "lifetime --churn 5 | carry a percent sign such as 5% | --help",
                "simple --price 5 | Unknown options: '--price', '5'. | --help",
                "nonsense | Unexpected argument: 'nonsense'. | --help",
                "paybak | Unexpected argument: 'paybak'. | Did you mean payback?",
                "ratio --clv 5 --cac 1 --currency dollars | --currency must be a code of three capital letters such as EUR, was dollars | --help",
                "ratio --clv | Missing required parameter for option '--clv' | --help",
                "ratio --clv 1 --clv 2 --cac 1 | should be specified only once | --help",
            })
    void wrongUseSaysWhatIsWrong(String line, String message, String hint) {
        CliRun run = calc(line);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message, hint);
    }

    @Test
    void segmentsComeFromAFile() throws IOException {
        Path file = folder.resolve("segments.csv");
        Files.writeString(file, "segment,arpu,margin,churn,cac,customers\nA,100,50%,5%,200,10\nB,10,50%,5%,50,90\n");

        CliRun run = CliRun.of("calc", "segments", "--file", file.toString(), "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.json().get("value").asDouble()).isEqualTo(10);
        assertThat(run.json().get("inputs").get("file").asText()).isEqualTo(file.toString());
        assertThat(run.json().get("rows").get(1).get("ratio").asDouble()).isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeReadIsBadData() throws IOException {
        Path binary = folder.resolve("segments.xlsx");
        Files.write(binary, "é".getBytes(StandardCharsets.ISO_8859_1));

        for (String name : List.of(folder.toString(), folder.resolve("none.csv").toString(), binary.toString())) {
            CliRun run = CliRun.of("calc", "channels", "--file", name);

            assertThat(run.exitCode()).as(name).isEqualTo(ExitCode.BAD_DATA);
            assertThat(run.err()).contains("Cannot read " + name);
        }
    }

    @Test
    void promptsAskAgainUntilTheAnswerCanBeUsed() throws IOException {
        Formula formula = Formulas.find("subscription").orElseThrow();
        StringWriter asked = new StringWriter();
        Prompts prompts = new Prompts(new StringReader("150\n82\n82%\n0.025\n"), new PrintWriter(asked));

        Map<String, String> answers =
                prompts.ask(formula, formula.missing(Map.<String, String>of().keySet()));

        assertThat(answers).isEqualTo(Map.of("arpu", "150", "margin", "82%", "churn", "0.025"));
        assertThat(asked.toString())
                .contains(
                        "arpu – average revenue per customer",
                        "for example 150",
                        "margin must be a fraction such as 0.82");
    }

    @Test
    void promptsEndWithTheInput() throws IOException {
        Formula formula = Formulas.find("ratio").orElseThrow();
        Prompts prompts = new Prompts(new StringReader("4920\n"), new PrintWriter(new StringWriter()));

        assertThat(prompts.ask(formula, formula.inputs().subList(0, 2))).isEqualTo(Map.of("clv", "4920"));
    }
}
