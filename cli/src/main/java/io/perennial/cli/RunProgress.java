// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.engine.run.Stages;

/** Stages of a run, told on the console as they begin. */
final class RunProgress {
    private RunProgress() {}

    static Stages of(Console console, String task) {
        Progress progress = console.progress(task, -1);
        return new Stages(progress::now, System::nanoTime);
    }
}
