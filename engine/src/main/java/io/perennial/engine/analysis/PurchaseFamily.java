// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.engine.ClvException;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.gompertz.GammaGompertzNbdFitter;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.HistoryTotals;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PartitionedHistories;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.regular.BgCnbdKFitter;
import io.perennial.model.regular.MbgCnbdKFitter;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** The purchase models a run can fit. */
public enum PurchaseFamily {
    BG_NBD("bg-nbd", "BG/NBD", 4),
    MBG_NBD("mbg-nbd", "MBG/NBD", 4),
    PARETO_NBD("pareto-nbd", "Pareto/NBD", 4),
    GGOMPERTZ_NBD("ggompertz-nbd", "Gamma-Gompertz/NBD", 5),
    BG_CNBD_K("bg-cnbd-k", "BG/CNBD-k", 5),
    MBG_CNBD_K("mbg-cnbd-k", "MBG/CNBD-k", 5),
    /** Not a family but the average of those that compete, see {@link FamilyWeights}; its parameters are theirs. */
    AVERAGE("average", "Average of models", 0);

    private final String id;
    private final String title;
    private final int parameters;

    PurchaseFamily(String id, String title, int parameters) {
        this.id = id;
        this.title = title;
        this.parameters = parameters;
    }

    /** Name on the command line and in files. */
    public String id() {
        return id;
    }

    /** Its name when its time runs by the season. */
    public String seasonalId() {
        return id + "-season";
    }

    /** Name in prose. */
    public String title() {
        return title;
    }

    /** What a fit has to find: parameters, and k where there is one. */
    public int parameters() {
        return parameters;
    }

    /** Whether customers buy more regularly than at random. */
    public boolean regular() {
        return this == BG_CNBD_K || this == MBG_CNBD_K;
    }

    /**
     * The most likely model of the family.
     *
     * @param meanLogInterval mean logarithm of the intervals between purchases, in the time unit of the histories; asked for by regular families alone
     */
    public Fit<? extends PurchaseModel> fit(PurchaseHistories histories, DoubleSupplier meanLogInterval) {
        FitOptions options = FitOptions.defaults();
        return switch (this) {
            case BG_NBD -> BgNbdFitter.fit(histories, options);
            case MBG_NBD -> MbgNbdFitter.fit(histories, options);
            case PARETO_NBD -> ParetoNbdFitter.fit(histories, options);
            case GGOMPERTZ_NBD -> GammaGompertzNbdFitter.fit(histories, options);
            case BG_CNBD_K -> BgCnbdKFitter.fit(histories, logIntervals(histories, meanLogInterval), options);
            case MBG_CNBD_K -> MbgCnbdKFitter.fit(histories, logIntervals(histories, meanLogInterval), options);
            case AVERAGE -> throw notFamily();
        };
    }

    /** Whether the family can be fitted to histories that lie on several machines. */
    boolean distributed() {
        return this == BG_NBD || this == MBG_NBD || this == PARETO_NBD;
    }

    /** The model of given parameters, in the order of its names; not of a regular family, whose k they do not hold. */
    public PurchaseModel model(TimeUnit unit, double[] p) {
        return switch (this) {
            case BG_NBD -> BgNbd.of(unit, p[0], p[1], p[2], p[3]);
            case MBG_NBD -> MbgNbd.of(unit, p[0], p[1], p[2], p[3]);
            case PARETO_NBD -> ParetoNbd.of(unit, p[0], p[1], p[2], p[3]);
            case GGOMPERTZ_NBD -> GammaGompertzNbd.of(unit, p);
            case BG_CNBD_K, MBG_CNBD_K -> throw notDistributed();
            case AVERAGE -> throw notFamily();
        };
    }

    /** The fit to histories in blocks on several machines; of a distributed family. */
    public Fit<? extends PurchaseModel> fit(PartitionedHistories histories) {
        FitOptions options = FitOptions.defaults();
        return switch (this) {
            case BG_NBD -> BgNbdFitter.fit(histories, options);
            case MBG_NBD -> MbgNbdFitter.fit(histories, options);
            case PARETO_NBD -> ParetoNbdFitter.fit(histories, options);
            case GGOMPERTZ_NBD, BG_CNBD_K, MBG_CNBD_K, AVERAGE -> throw notDistributed();
        };
    }

    private static IllegalArgumentException notFamily() {
        return new IllegalArgumentException("an average must be fitted through its members, by FamilyWeights");
    }

    private IllegalArgumentException notDistributed() {
        return new IllegalArgumentException("model must be fitted on one machine, was " + id);
    }

    /** Sum over all customers of the logarithms of the intervals between their purchases. */
    public static double logIntervals(PurchaseHistories histories, DoubleSupplier meanLogInterval) {
        double purchases = HistoryTotals.of(histories).purchases();
        return purchases == 0 ? 0 : purchases * meanLogInterval.getAsDouble();
    }

    /** Those that are families of their own. */
    public static List<PurchaseFamily> single(List<PurchaseFamily> families) {
        return families.stream().filter(family -> family != AVERAGE).toList();
    }

    /** What {@code average} averages where no other family is asked for: all those of purchases at random. */
    public static List<PurchaseFamily> averaged() {
        return single(List.of(values())).stream()
                .filter(family -> !family.regular())
                .toList();
    }

    /** The family of a name, or all of them and their average for {@code auto}; see {@link #competing}. */
    public static List<PurchaseFamily> named(String id) {
        return named(id, List.of(values()));
    }

    /**
     * The same for customers on several machines.
     *
     * @param onDriver whether their histories can be brought together for the fit; otherwise only families that can be fitted in blocks are left
     */
    public static List<PurchaseFamily> onSeveralMachines(String id, boolean onDriver) {
        return named(
                id,
                Arrays.stream(values())
                        .filter(family -> family.distributed() || (onDriver && !family.regular() && family != AVERAGE))
                        .toList());
    }

    private static List<PurchaseFamily> named(String id, List<PurchaseFamily> families) {
        if (id.equals(Analysis.AUTO)) {
            return families;
        }
        return List.of(
                families.stream()
                        .filter(family -> family.id.equals(id))
                        .findFirst()
                        .orElseThrow(
                                () -> ClvException.user(
                                        "model-unknown",
                                        "model must be auto or one of "
                                                + families.stream()
                                                        .map(PurchaseFamily::id)
                                                        .collect(Collectors.joining(", "))
                                                + ", was "
                                                + id,
                                        "Leave --model out to let a backtest choose. Subscriptions have models of their own: clv fit --help.")));
    }

    /** The families that compete: those asked for, but with {@code auto} the regular ones only where purchases come more regularly than at random. */
    public static List<PurchaseFamily> competing(List<PurchaseFamily> asked, BooleanSupplier tooRegular) {
        boolean all =
                asked.size() == 1 || asked.stream().noneMatch(PurchaseFamily::regular) || tooRegular.getAsBoolean();
        return all ? asked : asked.stream().filter(family -> !family.regular()).toList();
    }
}
