// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.engine.ClvException;
import io.perennial.engine.run.FitRun;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How {@link FitRun} finds intervals of parameters. */
public enum IntervalMethod {
    /** Not at all. */
    NONE,
    /** Where the likelihood, the other parameters at their best, has dropped. */
    PROFILE,
    /** Percentiles of fits to resampled customers. */
    BOOTSTRAP,
    /** Quantiles of the posterior under weak priors. */
    POSTERIOR;

    /** Name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The method of a name. */
    public static IntervalMethod named(String id) {
        return Arrays.stream(values())
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "intervals-unknown",
                        "intervals must be one of "
                                + Arrays.stream(values())
                                        .map(IntervalMethod::id)
                                        .collect(Collectors.joining(", ")) + ", was " + id,
                        "Leave --intervals out for standard errors alone."));
    }
}
