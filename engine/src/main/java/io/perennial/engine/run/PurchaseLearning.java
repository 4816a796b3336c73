// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.evidence.Choice;
import java.util.Optional;

/** What purchases of one day taught, for forecasts of another: which models, their corrections and, unless left out, the fits. Opaque to callers. */
public final class PurchaseLearning {
    private final Choice choice;
    private final Optional<ModelPair> models;

    PurchaseLearning(Choice choice, Optional<ModelPair> models) {
        this.choice = choice;
        this.models = models;
    }

    /** Without the fits: the models are fitted anew. */
    public PurchaseLearning choiceOnly() {
        return new PurchaseLearning(choice, Optional.empty());
    }

    Choice choice() {
        return choice;
    }

    Optional<ModelPair> models() {
        return models;
    }
}
