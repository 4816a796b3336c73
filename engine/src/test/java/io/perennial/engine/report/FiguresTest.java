// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.report.Concentration.Point;
import io.perennial.engine.report.ScoreReport.Interval;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures euro = Figures.of("EUR");

    @Test
    void writesMoneyWithItsCurrency() {
        assertThat(euro.money(1234.5)).isEqualTo("€1,234");
        assertThat(euro.money(999.994)).isEqualTo("€999.99");
        assertThat(euro.money(-12.3)).isEqualTo("\u2212€12.30");
        assertThat(euro.money(-0.001)).isEqualTo("€0.00");
        assertThat(euro.money(1.234e12)).isEqualTo("€1.23 trillion");
        assertThat(euro.money(5e9)).isEqualTo("€5.00 billion");
        assertThat(euro.money(2.5e17)).isEqualTo("€2.50e17");
        assertThat(euro.money(Double.NaN)).isEqualTo("–");
        assertThat(Figures.of("JPY").money(12.3)).isEqualTo("¥12");
        assertThat(Figures.of("CHF").money(12.3)).isEqualTo("CHF\u00a012.30");
        assertThat(Figures.of("").money(12.3)).isEqualTo("12.30");
        assertThat(Figures.of("points").money(12.3)).isEqualTo("points\u00a012.30");
    }

    @Test
    void givesAColumnOfMoneyOneNumberOfPlaces() {
        assertThat(euro.moneyDigits(DoubleStream.of(1, -99_999.99, Double.NaN))).isEqualTo(2);
        assertThat(euro.moneyDigits(DoubleStream.of(1, -100_000))).isZero();
        assertThat(euro.moneyDigits(DoubleStream.empty())).isEqualTo(2);
        assertThat(Figures.of("JPY").moneyDigits(DoubleStream.of(1))).isZero();
    }

    @Test
    void writesPercentages() {
        assertThat(Figures.percent(0.4567)).isEqualTo("46%");
        assertThat(Figures.percent(0.0456)).isEqualTo("4.6%");
        assertThat(Figures.percent(0)).isEqualTo("0%");
        assertThat(Figures.percent(-0.02)).isEqualTo("-2.0%");
        assertThat(Figures.percent(Double.POSITIVE_INFINITY)).isEqualTo("–");
    }

    @Test
    void writesParametersWithSixSignificantDigits() {
        assertThat(Figures.parameter(0.24259453)).isEqualTo("0.242595");
        assertThat(Figures.parameter(3.7445)).isEqualTo("3.74450");
        assertThat(Figures.parameter(1234567)).isEqualTo("1,234,567");
        assertThat(Figures.parameter(3.1e-11)).isEqualTo("3.10e-11");
        assertThat(Figures.parameter(0)).isEqualTo("0");
        assertThat(Figures.parameter(Double.NaN)).isEqualTo("–");
    }

    @Test
    void writesNoRangeWithoutBothEnds() {
        assertThat(euro.moneyRange(Interval.of(2, 1, 3))).isEqualTo("€1.00 to €3.00");
        assertThat(euro.moneyRange(Interval.exactly(2))).isEmpty();
    }

    @Test
    void readsTheConcentrationCurveBetweenItsPoints() {
        List<Point> curve = List.of(new Point(0, 0), new Point(0.2, 0.8), new Point(1, 1));
        // exact in the reals; double rounding of one product and one sum
        assertThat(Page.held(curve, 0.1)).isCloseTo(0.4, org.assertj.core.data.Offset.offset(1e-15));
        assertThat(Page.held(curve, 1)).isEqualTo(1);
        assertThat(Page.held(List.of(), 0.5)).isNaN();
    }
}
