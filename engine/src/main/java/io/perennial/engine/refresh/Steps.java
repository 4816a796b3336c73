// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.refresh;

import io.perennial.engine.economics.Economics;
import io.perennial.engine.stage.Staging;
import io.perennial.engine.stage.Step;
import java.util.List;
import java.util.stream.Stream;

/** All steps of a refresh in the order in which they run. To add one: a {@link Step} in the list of its package, and that list here. */
public final class Steps {
    public static final List<Step> ALL =
            Stream.of(Staging.STEPS, Economics.STEPS).flatMap(List::stream).toList();

    private Steps() {}
}
