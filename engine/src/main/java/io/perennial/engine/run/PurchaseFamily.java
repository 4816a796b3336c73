// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PartitionedHistories;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The purchase models a run can fit. */
public enum PurchaseFamily {
    BG_NBD("bg-nbd", "BG/NBD"),
    MBG_NBD("mbg-nbd", "MBG/NBD"),
    PARETO_NBD("pareto-nbd", "Pareto/NBD");

    private final String id;
    private final String title;

    PurchaseFamily(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Name on the command line and in files. */
    public String id() {
        return id;
    }

    /** Name in prose. */
    public String title() {
        return title;
    }

    public Fit<? extends PurchaseModel> fit(PurchaseHistories histories) {
        FitOptions options = FitOptions.defaults();
        return switch (this) {
            case BG_NBD -> BgNbdFitter.fit(histories, options);
            case MBG_NBD -> MbgNbdFitter.fit(histories, options);
            case PARETO_NBD -> ParetoNbdFitter.fit(histories, options);
        };
    }

    /** The model of given parameters, in the order of its names. */
    public PurchaseModel model(TimeUnit unit, double[] p) {
        return switch (this) {
            case BG_NBD -> BgNbd.of(unit, p[0], p[1], p[2], p[3]);
            case MBG_NBD -> MbgNbd.of(unit, p[0], p[1], p[2], p[3]);
            case PARETO_NBD -> ParetoNbd.of(unit, p[0], p[1], p[2], p[3]);
        };
    }

    /** The fit to histories in blocks on several machines. */
    public Fit<? extends PurchaseModel> fit(PartitionedHistories histories) {
        FitOptions options = FitOptions.defaults();
        return switch (this) {
            case BG_NBD -> BgNbdFitter.fit(histories, options);
            case MBG_NBD -> MbgNbdFitter.fit(histories, options);
            case PARETO_NBD -> ParetoNbdFitter.fit(histories, options);
        };
    }

    /** The family of a name, or all of them for {@code auto}. */
    static List<PurchaseFamily> named(String id) {
        if (id.equals(Analysis.AUTO)) {
            return List.of(values());
        }
        return List.of(Arrays.stream(values())
                .filter(family -> family.id.equals(id))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "model-unknown",
                        "model must be auto or one of "
                                + Arrays.stream(values())
                                        .map(PurchaseFamily::id)
                                        .collect(Collectors.joining(", ")) + ", was "
                                + id,
                        "Leave --model out to let a backtest choose.")));
    }
}
