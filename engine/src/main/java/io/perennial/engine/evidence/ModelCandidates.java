// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.engine.analysis.FamilyWeights;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.model.DiscountRate;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.AveragePurchases;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.season.SeasonTime;
import io.perennial.model.season.SeasonalPurchases;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.validate.AverageWeights;
import io.perennial.model.validate.Candidate;
import io.perennial.model.validate.Holdout;
import io.perennial.model.validate.Prediction;
import io.perennial.model.value.CustomerValues;
import io.perennial.model.value.Customers;
import io.perennial.model.value.ValueKernel;
import io.perennial.model.value.ValueOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Every purchase family with every spend basis as competitors in a backtest; what two of them share is fitted once per origin. */
public final class ModelCandidates {
    /** Fitted parameters of the spend model. */
    private static final int SPEND_PARAMETERS = 3;

    /** Beside others the Gamma-Gompertz/NBD, whose likelihood costs several times theirs, is fitted to so many of the distinct histories. */
    private static final int COSTLY_ROWS = 3_000;

    /**
     * A competitor and what it is made of.
     *
     * @param seasonal whether the purchase model's time runs by the season known at each origin
     */
    public record Pair(PurchaseFamily family, SpendBasis basis, boolean seasonal, Candidate candidate) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final IdentityHashMap<Holdout, AtOrigin> origins = new IdentityHashMap<>();

    private final ToDoubleFunction<Holdout> meanLogInterval;
    private final SeasonsAtOrigins seasons;
    private final EarlierHoldouts earlier;
    private final List<PurchaseFamily> averaged;
    private final boolean thrifty;

    /**
     * @param families that compete; their average where {@link PurchaseFamily#AVERAGE} is among them, and that of all others that can where it is alone
     * @param meanLogInterval of the purchases known at an origin, in the time unit
     * @param seasons known at each origin
     * @param earlier what was over by each origin
     */
    ModelCandidates(
            List<PurchaseFamily> families,
            ToDoubleFunction<Holdout> meanLogInterval,
            SeasonsAtOrigins seasons,
            EarlierHoldouts earlier) {
        this.meanLogInterval = meanLogInterval;
        this.seasons = seasons;
        this.earlier = earlier;
        List<PurchaseFamily> single = PurchaseFamily.single(families);
        this.averaged = single.isEmpty() ? PurchaseFamily.averaged() : single;
        this.thrifty = families.size() > 1;
        for (PurchaseFamily family : single) {
            if (seasons.plainCompetes()) {
                add(family, false);
            }
            if (seasons.competes(family)) {
                add(family, true);
            }
        }
        if (families.contains(PurchaseFamily.AVERAGE) && averaged.size() > 1 && seasons.plainCompetes()) {
            add(PurchaseFamily.AVERAGE, false);
        }
    }

    private void add(PurchaseFamily family, boolean seasonal) {
        for (SpendBasis basis : SpendBasis.values()) {
            Candidate candidate = Candidate.model(
                    seasonal ? family.seasonalId() : family.id(),
                    basis.id(),
                    parameters(family) + SPEND_PARAMETERS + (seasonal ? seasons.parameters() : 0),
                    holdout -> at(holdout).predict(family, basis, seasonal));
            pairs.add(new Pair(family, basis, seasonal, candidate));
        }
    }

    /** Of an average those of its members, and their weights, which have sum 1. */
    private int parameters(PurchaseFamily family) {
        return family == PurchaseFamily.AVERAGE
                ? averaged.stream().mapToInt(PurchaseFamily::parameters).sum() + averaged.size() - 1
                : family.parameters();
    }

    /** Whether a family was asked for and can be fitted. */
    boolean competes(PurchaseFamily family) {
        return averaged.contains(family);
    }

    /** The first of the families. */
    PurchaseFamily first() {
        return averaged.get(0);
    }

    List<Candidate> candidates() {
        return pairs.stream().map(Pair::candidate).toList();
    }

    /** The competitor of a name. */
    Pair named(String name) {
        return pairs.stream()
                .filter(pair -> pair.candidate().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The competitor made of these, which may have lost. */
    public Pair of(PurchaseFamily family, SpendBasis basis, boolean seasonal) {
        return pairs.stream()
                .filter(pair -> pair.family() == family && pair.basis() == basis && pair.seasonal() == seasonal)
                .findFirst()
                .orElseThrow();
    }

    public AtOrigin at(Holdout holdout) {
        return origins.computeIfAbsent(
                holdout,
                h -> new AtOrigin(
                        h, () -> meanLogInterval.applyAsDouble(h), seasons.time(h), () -> weights(h), thrifty));
    }

    /** What was learnt where a holdout was over by this origin; every family the same where none was. */
    private FamilyWeights weights(Holdout holdout) {
        return earlier.before(holdout).map(this::weightsLearnt).orElseGet(() -> FamilyWeights.equal(averaged));
    }

    /** Weights of the average that would have been best in a holdout, for forecasts from its end on. */
    FamilyWeights weightsLearnt(Holdout holdout) {
        double[][] expected = averaged.stream()
                .map(family -> at(holdout).transactions(family, false))
                .toArray(double[][]::new);
        return FamilyWeights.of(
                averaged, AverageWeights.of(expected, holdout.outcome().transactions()));
    }

    /** The models fitted at one origin. */
    public static final class AtOrigin {
        private final Holdout holdout;
        private final DoubleSupplier meanLogInterval;
        private final Optional<SeasonTime> season;
        private final Supplier<FamilyWeights> weights;
        private final boolean thrifty;
        private final GroupedHistories grouped;
        private final Map<PurchaseFamily, Purchases> purchases = new EnumMap<>(PurchaseFamily.class);
        private final Map<PurchaseFamily, Purchases> seasonalPurchases = new EnumMap<>(PurchaseFamily.class);
        private final Map<SpendBasis, Amounts> amounts = new EnumMap<>(SpendBasis.class);

        private AtOrigin(
                Holdout holdout,
                DoubleSupplier meanLogInterval,
                Optional<SeasonTime> season,
                Supplier<FamilyWeights> weights,
                boolean thrifty) {
            this.weights = weights;
            this.holdout = holdout;
            this.meanLogInterval = meanLogInterval;
            this.season = season;
            this.thrifty = thrifty;
            this.grouped = grouped(holdout);
        }

        public Prediction predict(PurchaseFamily family, SpendBasis basis, boolean seasonal) {
            Purchases fitted = purchases(family, seasonal);
            Amounts amounts = amounts(basis);
            long start = System.nanoTime();
            List<Diagnosis> diagnoses = new ArrayList<>(fitted.fit.diagnoses());
            diagnoses.addAll(amounts.fit.diagnoses());
            CustomerValues values = values(family, basis, seasonal, ValueOptions.defaults());
            return new Prediction(
                    transactions(family, seasonal),
                    values.expectedRevenue(),
                    pBuy(family, seasonal),
                    CountBands.of(fitted.forecast, grouped.row()),
                    List.of(
                            new Prediction.Band(0.80, values.clvLow80(), values.clvHigh80()),
                            new Prediction.Band(0.95, values.clvLow95(), values.clvHigh95())),
                    fitted.perStep,
                    fitted.seconds + amounts.seconds + secondsSince(start),
                    diagnoses);
        }

        /** Revenue within the holdout, with intervals, undiscounted. */
        CustomerValues values(PurchaseFamily family, SpendBasis basis, boolean seasonal, ValueOptions options) {
            return ValueKernel.of(
                            purchases(family, seasonal).forecast,
                            amounts(basis).fit.model(),
                            options)
                    .values(customers(basis));
        }

        public PurchaseModel purchaseModel(PurchaseFamily family, boolean seasonal) {
            return purchases(family, seasonal).fit.model();
        }

        /** Expected transactions of each customer within the holdout. */
        double[] transactions(PurchaseFamily family, boolean seasonal) {
            double[] ofRow = purchases(family, seasonal).forecast.expected();
            return Arrays.stream(grouped.row()).mapToDouble(row -> ofRow[row]).toArray();
        }

        /** Chance of each customer to buy within the holdout. */
        double[] pBuy(PurchaseFamily family, boolean seasonal) {
            double[] ofRow = purchases(family, seasonal).forecast.pBuy();
            return Arrays.stream(grouped.row()).mapToDouble(row -> ofRow[row]).toArray();
        }

        /** Where no season was seen yet, the seasonal model is the plain one. */
        private Purchases purchases(PurchaseFamily family, boolean seasonal) {
            if (family == PurchaseFamily.AVERAGE && !purchases.containsKey(family)) {
                // not within computeIfAbsent, which its members need themselves
                purchases.put(family, average(weights.get()));
            }
            return seasonal && season.isPresent()
                    ? seasonalPurchases.computeIfAbsent(family, f -> fitted(f, season))
                    : purchases.computeIfAbsent(family, f -> fitted(f, Optional.empty()));
        }

        private Purchases average(FamilyWeights of) {
            List<Purchases> members = of.families().stream()
                    .map(family -> purchases(family, false))
                    .toList();
            double[] weight = of.array();
            double[] perStep = new double[holdout.tracking().ends().length];
            double seconds = 0;
            for (int m = 0; m < weight.length; m++) {
                seconds += members.get(m).seconds;
                for (int s = 0; s < perStep.length; s++) {
                    perStep[s] += weight[m] * members.get(m).perStep[s];
                }
            }
            return new Purchases(
                    of.fit(family -> purchases(family, false).fit),
                    AveragePurchases.combine(
                            members.stream().map(Purchases::forecast).toList(), weight),
                    perStep,
                    seconds);
        }

        private Purchases fitted(PurchaseFamily family, Optional<SeasonTime> time) {
            long start = System.nanoTime();
            PurchaseHistories histories = grouped.histories();
            boolean part = thrifty && family == PurchaseFamily.GGOMPERTZ_NBD && histories.size() > COSTLY_ROWS;
            PurchaseHistories learnt = part ? histories.sample(COSTLY_ROWS) : histories;
            Fit<? extends PurchaseModel> fit = time.isPresent()
                    ? SeasonalPurchases.fit(learnt, time.get(), h -> family.fit(h, meanLogInterval))
                    : family.fit(learnt, meanLogInterval);
            PurchaseForecast forecast = fit.model().forecast(histories, holdout.horizon(), DiscountRate.NONE);
            double seconds = secondsSince(start);
            return new Purchases(
                    fit,
                    forecast,
                    perStep(fit.model(), histories, holdout.tracking().ends()),
                    seconds);
        }

        private static double[] perStep(PurchaseModel model, PurchaseHistories histories, double[] ends) {
            double[] perStep = new double[ends.length];
            double before = 0;
            for (int s = 0; s < ends.length; s++) {
                double[] expected =
                        model.forecast(histories, ends[s], DiscountRate.NONE).expected();
                double total = 0;
                for (int i = 0; i < expected.length; i++) {
                    total += histories.weight(i) * expected[i];
                }
                perStep[s] = total - before;
                before = total;
            }
            return perStep;
        }

        private Amounts amounts(SpendBasis basis) {
            return amounts.computeIfAbsent(basis, b -> {
                long start = System.nanoTime();
                Fit<? extends SpendModel> fit = SpendBasis.fit(customers(b));
                return new Amounts(fit, secondsSince(start));
            });
        }

        private Customers customers(SpendBasis basis) {
            Holdout.Customers c = holdout.customers();
            return basis.customers(grouped.row(), c.frequency(), c.meanRepeatSpend(), c.meanAllSpend());
        }
    }

    /** The customers of a holdout by their history at its origin. */
    static GroupedHistories grouped(Holdout holdout) {
        Holdout.Customers c = holdout.customers();
        return GroupedHistories.of(holdout.timeUnit(), c.frequency(), days(holdout, c.recency()), days(holdout, c.T()));
    }

    private static int[] days(Holdout holdout, double[] units) {
        int[] days = new int[units.length];
        for (int i = 0; i < units.length; i++) {
            days[i] = (int) Math.rint(units[i] * holdout.timeUnit().days());
        }
        return days;
    }

    private static double secondsSince(long start) {
        return 1e-9 * (System.nanoTime() - start);
    }

    /** A spend model at one origin, and how long it took to fit. */
    private record Amounts(Fit<? extends SpendModel> fit, double seconds) {}

    /** A purchase model at one origin, what it expects, and how long that took. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Purchases(
            Fit<? extends PurchaseModel> fit, PurchaseForecast forecast, double[] perStep, double seconds) {}
}
