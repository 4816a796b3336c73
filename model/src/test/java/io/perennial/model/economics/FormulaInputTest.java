// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaInputTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "0%", "-0.02"})
    void churnThatIsNotPositiveIsRefusedWithTheAlternative(String churn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Typed.run("subscription --arpu 150 --margin 0.82 --churn " + churn))
                .withMessageContaining("churn must be > 0 and <= 1, was")
                .withMessageContaining("survival-based value")
                .withMessageContaining("clv calc survival")
                .withMessageContaining("60 periods");
    }

    @Test
    void theCappedFigureOfARefusalIsRight() {
        // 60 receipts of 123, and of 123 growing by 2 % a month: 123 × (1.02^60 - 1) / 0.02 = 14,028.34
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Typed.run("subscription --arpu 150 --margin 0.82 --churn 0"))
                .withMessageContaining("$7,380.00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Typed.run("subscription --arpu 150 --margin 0.82 --churn -0.02"))
                .withMessageContaining("$14,028.34");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "revenue-clv --arpu 150 --churn 0",
                "negative --arpu 29 --margin 0.7 --churn 0 --cac 50",
                "annual-plan --monthly-price 99 --monthly-churn 0 --annual-price 999 --annual-churn 0.15 --margin 0.8",
                "lifetime --churn 0"
            })
    void everyFormulaThatDividesByChurnNamesTheAlternative(String command) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Typed.run(command))
                .withMessageContaining("survival");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lifetime --churn 5 | churn must be a fraction such as 0.05 or carry a percent sign such as 5%, was 5",
                "lifetime --churn 120% | churn must be <= 1, was 120%",
                "lifetime --churn abc | churn must be a number written like 1,020.50, was \"abc\"",
                "lifetime --churn NaN | churn must be a number written like 1,020.50, was \"NaN\"",
                "ratio --clv 1.234,56 --cac 5 | clv must be a number written like 1,020.50, was \"1.234,56\"",
                "ratio --clv 12,5 --cac 5 | clv must be a number written like 1,020.50, was \"12,5\"",
                "ratio --clv 1e400 --cac 5 | clv must be at most 1e15 in size, was 1e400",
                "ratio --clv 5 --cac -1 | cac must be >= 0, was -1",
                "ratio --clv €5 --cac $1 | amounts must be in one currency, were in EUR, USD",
                "ratio --clv 5 --cac 1 --basis profit | basis must be one of gross_profit, revenue, contribution, was profit",
                "ratio --clv 5 --cac 1 --tax 3 | tax must be an input of ratio, which takes clv, cac",
                "simple --purchase-value 85 | simple needs frequency, lifespan",
                "rate --to monthly | rate needs annual",
                "rate --annual 0.1 --monthly 0.01 | rate must be given once, was given as monthly and annual",
                "historical --revenue 1,020 --margin 0.5 | revenue must be a list that cannot be read as one number",
                "portfolio --share 10%,80% --clv 5+6 | share must sum to 100%, summed to 90%",
                "portfolio --share 10%,90% --clv 5 | share and clv must be as many, were 2 and 1",
                "churn --lost 5 --customers 4 | lost must be <= customers",
                "fcr --resolved 5 --issues 4 | resolved must be <= issues, was 5 of 4",
                "nps --scores 11 | scores must be >= 0 and <= 10, was 11",
                "nps --scores 9.5 | scores must be whole numbers from 0 to 10, was 9.5",
                "grr --start 100 --churned 101 | contraction + churned must be <= start, was $101.00 of $100.00",
                "survival --arpu 5 --margin 1 --retained 0,1 | retained must start with > 0, was 0",
            })
    void aRefusalNamesInputRuleAndValue(String command, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Typed.run(command))
                .withMessageContaining(message);
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Typed.run("subscription --arpu x --margin 82 --churn 5"))
                .withMessageContaining("arpu must")
                .withMessageContaining("margin must")
                .withMessageContaining("churn must");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$1,020.50 | 1020.5",
                "1,020.50 | 1020.5",
                "1020.5€ | 1020.5",
                "1_000 | 1000",
                "-$5 | -5",
                ".5 | 0.5",
                "1.5e3 | 1500"
            })
    void amountsAreReadAsPeopleTypeThem(String text, double value) {
        assertThat(NumberText.money("amount", text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0.025, 0.025", "2.5%, 0.025", "2.5 %, 0.025", "1, 1", "100%, 1", "0%, 0", "-2%, -0.02"})
    void ratesAreFractionsOrPercentages(String text, double value) {
        assertThat(NumberText.rate("rate", text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ratio --clv 5 --cac 0 | nothing to divide by",
                "payback --cac 5 --arpu 0 --margin 0.5 | never repaid",
                "payback --cac 5 --arpu 10 --margin -0.5 | never repaid",
                "margin --revenue 0 --cogs 0 | no revenue",
                "cac --ads 5 --new-customers 0 | no customer was won",
                "churn --lost 0 --customers 0 | no customers",
                "nrr --start 0 | no revenue at the start",
                "fcr --resolved 0 --issues 0 | no issues",
                "cost-per-contact --cost 5 --contacts 0 | no contact",
                "aht --talk 5 --contacts 0 | no interactions",
                "nps --scores 5x0 | no answers",
                "average-historical --gross-profit 5 --customers 0 | no customers",
                "outreach --cost 5 --clv 0 | not worth any outreach",
                "involuntary --lost 0 --failed 3 --recovered 3 | no customer was lost",
            })
    void whatIsUndefinedIsNullWithAReason(String command, String reason) {
        Calculation answer = Typed.run(command);

        assertThat(answer.value()).isNull();
        assertThat(answer.reason()).contains(reason);
        assertThat(answer.result()).isEqualTo("undefined");
    }

    @Test
    void segmentsReadAFileAndBlendThroughTotals() {
        Calculation answer = Formulas.find("segments")
                .orElseThrow()
                .calculate(
                        Map.of(
                                "file",
                                "Segment;ARPU;Margin;Churn;CAC;Customers\nA;\"1,000.00\";50%;2%;5000;10\nB;100;50%;5%;500;30\n"));

        // (25000 × 10 + 1000 × 30) / (5000 × 10 + 500 × 30)
        assertThat(answer.alternatives()).anySatisfy(other -> {
            assertThat(other.name()).isEqualTo("blended CLV:CAC");
            assertThat(other.value()).isEqualTo(Figures.clean(280000.0 / 65000));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "segment,arpu | file must have a header and at least one row, had 1 lines",
                "segment,arpu\\nA,5 | file must have the columns segment, arpu, margin, churn, cac, had segment, arpu",
                "segment,arpu,margin,churn,cac\\nA,5,50%,2% | file must have 5 cells in each row, had 4 in row 1",
                "segment,arpu,margin,churn,cac\\nA,5,50%,2,9 | file, row 1, column churn: must be a fraction",
                "segment,arpu,margin,churn,cac\\nA,5,50%,0,9 | churn of A must be > 0",
            })
    void aWrongFileIsRefusedByRowAndColumn(String file, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Formulas.find("segments").orElseThrow().calculate(Map.of("file", file.replace("\\n", "\n"))))
                .withMessageContaining(message);
    }

    @Test
    void ownBandsReplaceTheUsualOnes() {
        Calculation answer = Formulas.find("ratio")
                .orElseThrow()
                .calculate(Map.of("clv", "250", "cac", "100", "bands", "<2 poor; <=2.5 fair; else good"));

        assertThat(answer.readings().get(0).label()).isEqualTo("fair");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<2 poor | end with",
                "<2 poor; <1 worse; else x | rising limits",
                "poor; else x | must read like",
            })
    void bandsWithGapsAreRefused(String bands, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bands.CLV_TO_CAC.with(bands))
                .withMessageContaining(message);
    }
}
