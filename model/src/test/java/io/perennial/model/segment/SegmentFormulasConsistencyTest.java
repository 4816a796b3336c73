// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.segment.BreakEven.Lever;
import io.perennial.model.segment.BreakEven.Option;
import io.perennial.model.segment.Verdict.Level;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentFormulasConsistencyTest {
    /** Loses 20: 100 - 50 - 20 - 50. */
    private static final BreakEven LOSS = new BreakEven(100, 50, 20, 50, 10);

    /** Student's t with 9 degrees of freedom: 1.383029 and 2.262157 (any printed table). */
    @Test
    void theIntervalOfAMeanIsStudents() {
        MeanEstimate mean = MeanEstimate.of(10, 5, 4, 0);

        double error = Math.sqrt(0.4);
        // tables print six decimals
        assertThat(mean.high80() - 5).isCloseTo(1.383029 * error, within(1e-6));
        assertThat(5 - mean.low95()).isCloseTo(2.262157 * error, within(1e-6));
    }

    @Test
    void theErrorOfForecastsWidensTheInterval() {
        assertThat(MeanEstimate.of(10, 5, 4, 60).high80() - 5)
                // variance 4 / 10 + 60 / 100 = 1
                .isCloseTo(1.383029, within(1e-6));
    }

    @Test
    void oneCustomerTellsNothingOfOthers() {
        assertThat(MeanEstimate.of(1, 5, Double.NaN, 3).low80()).isNaN();
        assertThatThrownBy(() -> MeanEstimate.of(0, 5, 1, 0)).hasMessageContaining("n must be >= 1");
    }

    @Test
    void aSmallSegmentIsDrawnTowardsAll() {
        Credibility pooled =
                Credibility.of(new long[] {500, 500, 5}, new double[] {10, 20, 60}, new double[] {400, 400, 400});

        assertThat(pooled.weight(5)).isBetween(0.0, pooled.weight(500));
        assertThat(pooled.pooled(5, 60)).isBetween(pooled.overall(), 60.0);
        assertThat(pooled.weight(500)).isGreaterThan(0.9);
    }

    @Test
    void segmentsThatDifferByChanceHaveTheMeanOfAll() {
        Credibility pooled = Credibility.of(new long[] {10, 10}, new double[] {10, 11}, new double[] {400, 400});

        assertThat(pooled.between()).isZero();
        assertThat(pooled.pooled(10, 11)).isEqualTo(10.5);
    }

    /** Put into the segment, each break-even leaves nothing. */
    @ParameterizedTest
    @EnumSource(value = Lever.class, names = "STOP_ACQUIRING", mode = EnumSource.Mode.EXCLUDE)
    void breakEvenIsBreakEven(Lever lever) {
        double at = option(LOSS, lever).breakEvenAt().orElseThrow();
        BreakEven mended = switch (lever) {
            case CUT_ACQUISITION_COST -> new BreakEven(100, 50, 20, at, 10);
            case RAISE_PRICE -> new BreakEven(at, 50, 20, 50, 10);
            case IMPROVE_RETENTION -> new BreakEven(100 * at, 50 * at, 20 * at, 50, 10);
            case CUT_COST_TO_SERVE -> new BreakEven(100, 50, at, 50, 10);
            case STOP_ACQUIRING -> throw new AssertionError("excluded");
        };

        // sums of a few decimals in binary fractions
        assertThat(mended.net()).isCloseTo(0, within(1e-12));
    }

    @Test
    void stoppingSavesTheWholeLoss() {
        assertThat(option(LOSS, Lever.STOP_ACQUIRING).gainAtStep()).isEqualTo(200);
        assertThat(LOSS.lossPerYear()).isEqualTo(200);
    }

    /** At elasticity 0 all come: a fifth of 100 from ten customers. At 1 a sixth stays away: 10 × (1 / 1.2 × 0 + 20). */
    @ParameterizedTest
    @CsvSource({"0, 200", "1, 200"})
    void aHigherPriceBringsWhatElasticityLeaves(double elasticity, double gain) {
        assertThat(LOSS.options(0.2, elasticity).stream()
                        .filter(o -> o.lever() == Lever.RAISE_PRICE)
                        .findFirst()
                        .orElseThrow()
                        .gainAtStep())
                .isCloseTo(gain, within(1e-9)); // a power and a product
    }

    @Test
    void whatBringsMostComesFirst() {
        List<Option> options = LOSS.options(0.1, 1);

        assertThat(options).extracting(Option::gainAtStep).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void aCustomerWhoCostsEveryMonthIsNotMendedByStaying() {
        BreakEven hopeless = new BreakEven(100, 90, 30, 10, 5);

        assertThat(option(hopeless, Lever.IMPROVE_RETENTION).breakEvenAt()).isEmpty();
        assertThat(option(hopeless, Lever.IMPROVE_RETENTION).reason()).contains("staying longer loses more");
        assertThat(option(hopeless, Lever.CUT_ACQUISITION_COST).breakEvenAt()).isEmpty();
        assertThat(option(hopeless, Lever.RAISE_PRICE).breakEvenAt()).hasValue(130);
    }

    private static Option option(BreakEven economics, Lever lever) {
        return economics.options(0.2, 1).stream()
                .filter(option -> option.lever() == lever)
                .findFirst()
                .orElseThrow();
    }

    /** The segments of X-06 and others; a payback of -1 is unknown. */
    @ParameterizedTest
    @CsvSource({
        "10.6, 11.8, 240000, VERY_HIGH",
        "5.1, 9.7, 14500, VERY_HIGH",
        "1.9, 10.8, 685, MIXED",
        "3.5, 8, 100, HEALTHY",
        "3.5, 20, 100, MIXED",
        "1.9, 20, 100, WEAK",
        "0.9, 3, -10, LOSING",
        "4, 6, -1, LOSING",
        "4, -1, 10, HEALTHY",
    })
    void theVerdictHearsAllMeasures(double ratio, double payback, double net, Level level) {
        OptionalDouble months = payback < 0 ? OptionalDouble.empty() : OptionalDouble.of(payback);

        assertThat(Verdict.of(OptionalDouble.of(ratio), months, net, OptionalDouble.of(0.4), m -> "$" + m)
                        .level())
                .isEqualTo(level);
    }

    @Test
    void withoutACostThereIsNoRatioToJudge() {
        Verdict verdict =
                Verdict.of(OptionalDouble.empty(), OptionalDouble.empty(), 12, OptionalDouble.empty(), m -> "$" + m);

        assertThat(verdict.level()).isEqualTo(Level.UNKNOWN);
        assertThat(verdict.sentence()).contains("No cost of acquisition").doesNotContain("NaN");
    }

    @Test
    void roundedPartsKeepTheirSum() {
        List<BigDecimal> parts =
                Apportionment.round(new BigDecimal("1.00"), new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, 2);

        assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo("1.00");
        assertThat(parts)
                .allSatisfy(part -> assertThat(part).isBetween(new BigDecimal("0.33"), new BigDecimal("0.34")));
    }
}
