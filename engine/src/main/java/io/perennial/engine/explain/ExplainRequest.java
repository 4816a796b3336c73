// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.explain;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.source.SourceRequest;
import io.perennial.model.validate.Sufficiency;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whose score to explain.
 *
 * @param customer id, compared as text
 * @param model a model that {@code clv fit --save} wrote, in place of choosing and fitting one; null for none
 * @param since day to compare with; null to explain the score alone
 */
public record ExplainRequest(
        SourceRequest source,
        Analysis analysis,
        Sufficiency.Thresholds thresholds,
        String customer,
        @Nullable Path model,
        @Nullable LocalDate since) {}
