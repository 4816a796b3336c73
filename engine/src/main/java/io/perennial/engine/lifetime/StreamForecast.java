// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.Notice;
import io.perennial.model.value.TotalEstimate;
import java.util.List;
import java.util.Optional;

/**
 * What came of the customers of one relationship.
 *
 * @param total revenue within the horizon, discounted, of all of them, with the errors they share
 * @param model in words; empty when there is nobody to forecast
 * @param grounds what the forecast rests on, in sentences
 * @param notices what a reader should know
 * @param learnt what it rests on, to be used again
 * @param presence who will be active when; empty where the model does not say
 */
record StreamForecast(
        TotalEstimate total,
        String model,
        List<String> grounds,
        List<Notice> notices,
        Learnt learnt,
        Optional<Activity.Presence> presence) {
    /** There is nobody to forecast. */
    static final StreamForecast NOTHING = new StreamForecast(
            Sums.NOTHING, "", List.of(), List.of(), Learnt.NOTHING, Optional.of((bounds, chances) -> {}));
}
