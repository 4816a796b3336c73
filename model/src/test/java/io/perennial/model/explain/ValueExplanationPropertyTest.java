// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.explain.ValueChange.Day;
import io.perennial.model.explain.ValueChange.Driver;
import io.perennial.model.explain.ValueFactors.Factor;
import io.perennial.model.explain.ValueFactors.Kind;
import io.perennial.model.explain.ValueModel.Corrections;
import io.perennial.model.explain.ValueModel.Terms;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.regular.BgCnbdK;
import io.perennial.model.spend.ConstantSpend;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.SpendModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Factors multiply to the value and parts add to the change, whatever the model and the customer. */
class ValueExplanationPropertyTest {
    private static final int CASES = 500;
    private static final DiscountRate TEN_PERCENT = DiscountRate.annual(0.1);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void factorsMultiplyToTheValue(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            ValueModel model = model(random);
            KnownHistory history = history(random);
            double value = model.value(history);
            ValueFactors factors = ValueFactors.of(model, history, value);
            String what = "seed %d case %d: %s, %s".formatted(seed, i, model, history);
            assertThat(factors.factors()).as(what).hasSize(Kind.values().length);
            double product = 1;
            double sum = 0;
            double largest = 0;
            for (Factor factor : factors.factors()) {
                assertThat(factor.factor()).as(what).isFinite().isNotNegative();
                assertThat(factor.adds()).as(what).isFinite();
                product *= factor.factor();
                sum += factor.adds();
                largest = Math.max(largest, Math.abs(factor.adds()));
            }
            // a product of nine quotients loses a few units of the last digit at each, and more where numbers are
            // denormal
            assertThat(product).as(what).isCloseTo(value, within(1e-12 * value + 1e-300));
            // states may be 1e9 times as large as both ends and lose nine of their sixteen digits; beyond, sums
            // telescope
            assertThat(sum).as(what).isCloseTo(value, within(1e-6 * value + 1e-12 * largest + 1e-300));
            int digits = random.nextInt(4);
            assertThat(factors.amounts(digits).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(what)
                    .isEqualByComparingTo(BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN));
            assertThat(factors.value()).as(what).isEqualTo(value);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void partsAddToTheChange(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            Day first = day(random);
            Day second = day(random);
            Optional<KnownHistory> restated = random.nextBoolean() ? first.history() : maybe(random);
            int digits = random.nextInt(4);
            ValueChange change = ValueChange.of(first, restated, random.nextInt(100), second, second.history(), digits);
            BigDecimal sum =
                    change.parts().stream().map(ValueChange.Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(change.before().add(sum)).isEqualByComparingTo(change.after());
            assertThat(change.change()).isEqualByComparingTo(sum);
            assertThat(change.after().scale()).isEqualTo(digits);
            assertThat(change.after().doubleValue())
                    .isCloseTo(second.value(), within(0.5 * Math.pow(10, -digits) + 1e-12 * second.value()));
            assertThat(change.before().doubleValue())
                    .isCloseTo(first.value(), within(0.5 * Math.pow(10, -digits) + 1e-12 * first.value()));
        }
    }

    /** Two factors that differ from 1, for which the mean over both orders is written out: base ((f - 1) + g (f - 1)) / 2 and the same with f and g exchanged. */
    @Test
    void whatFactorsAddDependsOnNoOrder() {
        ValueModel model = new ValueModel(
                BgNbd.of(TimeUnit.WEEK, 0.243, 4.414, 0.793, 2.426),
                GammaGamma.of(6.25, 3.74, 15.45),
                new Corrections(1, 1),
                new Terms(52, DiscountRate.NONE, 0.4));
        KnownHistory once = new KnownHistory(0, 0, 0, 2, 80);
        ValueFactors factors = ValueFactors.of(model, once, model.value(once));
        double base = model.purchases().expectedTransactions(52) * model.spend().expectedSpend(0, 0);
        double f = model.spend().expectedSpend(2, 80) / model.spend().expectedSpend(0, 0);
        double g = 0.4;
        // rounding of a few products
        assertThat(adds(factors, Kind.OWN_AMOUNTS)).isCloseTo(base * (f - 1) * (1 + g) / 2, within(1e-10));
        assertThat(adds(factors, Kind.MARGIN)).isCloseTo(base * (g - 1) * (1 + f) / 2, within(1e-10));
        assertThat(adds(factors, Kind.AVERAGE_AMOUNT)).isCloseTo(base, within(1e-10));
        assertThat(adds(factors, Kind.NEW_CUSTOMER)).isZero();
    }

    private static double adds(ValueFactors factors, Kind kind) {
        return factors.factors().stream()
                .filter(factor -> factor.kind() == kind)
                .mapToDouble(Factor::adds)
                .sum();
    }

    /** Nothing known, nothing passed: only the first two factors and the margin differ from 1. */
    @Test
    void aNewCustomerIsWorthTheAverage() {
        ValueModel model = new ValueModel(
                ParetoNbd.of(TimeUnit.WEEK, 0.55, 10.6, 0.61, 11.7),
                GammaGamma.of(6.25, 3.74, 15.45),
                new Corrections(1, 1),
                new Terms(52, DiscountRate.NONE, 0.4));
        ValueFactors factors =
                ValueFactors.of(model, new KnownHistory(0, 0, 0, 0, 0), model.value(new KnownHistory(0, 0, 0, 0, 0)));
        for (Factor factor : factors.factors()) {
            switch (factor.kind()) {
                case NEW_CUSTOMER ->
                    assertThat(factor.factor()).isEqualTo(model.purchases().expectedTransactions(52));
                case AVERAGE_AMOUNT ->
                    assertThat(factor.factor()).isCloseTo(6.25 * 15.45 / 2.74, within(1e-12 * 36)); // rounding
                case MARGIN -> assertThat(factor.factor()).isCloseTo(0.4, within(1e-15)); // rounding of one quotient
                default ->
                    assertThat(factor.factor()).as(factor.kind().title()).isCloseTo(1, within(1e-12)); // rounding
            }
        }
    }

    /** What the change is made of when only one thing changed. */
    @Test
    void oneChangeIsOnePart() {
        ValueModel model = new ValueModel(
                BgNbd.of(TimeUnit.WEEK, 0.243, 4.414, 0.793, 2.426),
                GammaGamma.of(6.25, 3.74, 15.45),
                new Corrections(1.1, 0.9),
                new Terms(52, TEN_PERCENT, 0.4));
        KnownHistory known = new KnownHistory(3, 20, 30, 4, 25);
        KnownHistory later = known.after(10);
        assertThat(onlyPart(model, known, known, later)).isEqualTo(Driver.TIME);
        KnownHistory refunded = new KnownHistory(2, 12, 30, 3, 25);
        ValueChange corrected = ValueChange.of(
                day(model, known), Optional.of(refunded), 0, day(model, refunded), Optional.of(refunded), 2);
        assertThat(moved(corrected)).containsExactly(Driver.CORRECTIONS);
        // one more purchase, of exactly the amount expected: no surprise in the amount
        double expected = model.amount(later);
        KnownHistory bought = new KnownHistory(4, 40, 40, 5, (4 * 25 + expected) / 5);
        ValueChange purchase =
                ValueChange.of(day(model, known), Optional.of(known), 10, day(model, bought), Optional.of(bought), 2);
        assertThat(moved(purchase)).containsExactly(Driver.TIME, Driver.PURCHASES);
        ValueModel refitted = new ValueModel(
                BgNbd.of(TimeUnit.WEEK, 0.3, 4.4, 0.8, 2.4), model.spend(), model.corrections(), model.terms());
        ValueChange refit =
                ValueChange.of(day(model, known), Optional.of(known), 0, day(refitted, known), Optional.of(known), 2);
        assertThat(moved(refit)).containsExactly(Driver.REFIT);
    }

    private static Driver onlyPart(ValueModel model, KnownHistory first, KnownHistory restated, KnownHistory last) {
        ValueChange change =
                ValueChange.of(day(model, first), Optional.of(restated), 10, day(model, last), Optional.of(last), 2);
        assertThat(moved(change)).hasSize(1);
        return moved(change).get(0);
    }

    private static List<Driver> moved(ValueChange change) {
        return change.parts().stream()
                .filter(part -> part.amount().signum() != 0)
                .map(ValueChange.Part::driver)
                .toList();
    }

    private static Day day(ValueModel model, KnownHistory history) {
        return new Day(Optional.of(history), model, model.value(history));
    }

    private static Day day(Random random) {
        ValueModel model = model(random);
        Optional<KnownHistory> history = maybe(random);
        return new Day(history, model, history.map(model::value).orElse(0.0));
    }

    private static Optional<KnownHistory> maybe(Random random) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(history(random));
    }

    private static KnownHistory history(Random random) {
        int x = random.nextInt(3) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 5 : 200);
        double T = random.nextInt(10) == 0 ? 0 : random.nextInt(1500) / 7.0;
        double t = x == 0 ? 0 : random.nextInt(4) == 0 ? T : T * random.nextDouble();
        int purchases = random.nextBoolean() ? x : x + 1;
        return new KnownHistory(x, t, T, purchases, random.nextInt(8) == 0 ? 0 : Math.exp(8 * random.nextDouble()));
    }

    private static ValueModel model(Random random) {
        SpendModel spend = random.nextInt(10) == 0
                ? new ConstantSpend(random.nextInt(2) * 10.0)
                : GammaGamma.of(parameter(random), parameter(random), parameter(random));
        return new ValueModel(
                purchases(random),
                spend,
                new Corrections(0.5 + random.nextDouble(), 0.5 + random.nextDouble()),
                new Terms(
                        random.nextInt(10) == 0 ? 0 : random.nextInt(520),
                        random.nextBoolean() ? TEN_PERCENT : DiscountRate.NONE,
                        random.nextInt(10) == 0 ? 0 : random.nextDouble()));
    }

    private static PurchaseModel purchases(Random random) {
        double a = parameter(random);
        double b = parameter(random);
        double c = parameter(random);
        double d = parameter(random);
        return switch (random.nextInt(5)) {
            case 0 -> BgNbd.of(TimeUnit.WEEK, a, b, c, d);
            case 1 -> MbgNbd.of(TimeUnit.WEEK, a, b, c, d);
            case 2 -> BgCnbdK.of(TimeUnit.WEEK, 1 + random.nextInt(3), a, b, c, d);
            case 3 -> GammaGompertzNbd.of(TimeUnit.WEEK, new double[] {a, b, c, d, parameter(random)});
            default -> ParetoNbd.of(TimeUnit.WEEK, a, b, c, d);
        };
    }

    /** From ordinary to absurd. */
    private static double parameter(Random random) {
        return Math.exp((random.nextInt(3) == 0 ? 10 : 2) * (2 * random.nextDouble() - 1));
    }
}
