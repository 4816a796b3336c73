// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import io.perennial.engine.workspace.Stages;

/** Stages of a run, told on the console as they begin. */
public final class RunProgress {
    private RunProgress() {}

    public static Stages of(Console console, String task) {
        Progress progress = console.progress(task, -1);
        return new Stages(progress::now, System::nanoTime);
    }
}
