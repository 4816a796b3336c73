// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import java.util.Arrays;
import java.util.Optional;

/** The models of how long customers under contract stay. */
public enum TenureModel {
    SBG("sbg", "shifted beta-geometric"),
    BDW("bdw", "beta-discrete-Weibull"),
    KAPLAN_MEIER("kaplan-meier", "Kaplan-Meier"),
    COX("cox", "Cox proportional hazards");

    private final String id;
    private final String title;

    TenureModel(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** As on the command line and in JSON. */
    public String id() {
        return id;
    }

    /** As for people. */
    public String title() {
        return title;
    }

    /** Whether it has parameters that say what happens after the last observation. */
    public boolean forecasts() {
        return this == SBG || this == BDW;
    }

    /** The model with that id; empty for models of purchases. */
    public static Optional<TenureModel> named(String id) {
        return Arrays.stream(values()).filter(model -> model.id.equals(id)).findFirst();
    }
}
