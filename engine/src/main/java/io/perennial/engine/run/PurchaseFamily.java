// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The purchase models a run can fit. */
public enum PurchaseFamily {
    BG_NBD("bg-nbd", "BG/NBD", BgNbdFitter::fit),
    MBG_NBD("mbg-nbd", "MBG/NBD", MbgNbdFitter::fit),
    PARETO_NBD("pareto-nbd", "Pareto/NBD", ParetoNbdFitter::fit);

    private final String id;
    private final String title;
    private final BiFunction<PurchaseHistories, FitOptions, Fit<? extends PurchaseModel>> fitter;

    PurchaseFamily(
            String id, String title, BiFunction<PurchaseHistories, FitOptions, Fit<? extends PurchaseModel>> fitter) {
        this.id = id;
        this.title = title;
        this.fitter = fitter;
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
        return fitter.apply(histories, FitOptions.defaults());
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
