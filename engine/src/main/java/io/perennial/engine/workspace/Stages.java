// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The stages of a run: told to a listener as they begin, timed as they end. */
public final class Stages {
    /** Hears what is being done now, for a person who waits. */
    @FunctionalInterface
    public interface Listener {
        Listener SILENT = stage -> {};

        void begins(String stage);
    }

    /** How long a stage took, in seconds of wall-clock time. */
    public record Timing(String stage, double seconds) {}

    private final Listener listener;
    private final LongSupplier nanoTime;
    private final List<Timing> timings = new ArrayList<>();

    public Stages(Listener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /** Does the work of a stage. */
    public <R> R run(String stage, Supplier<R> work) {
        listener.begins(stage);
        long start = nanoTime.getAsLong();
        R result = work.get();
        timings.add(new Timing(stage, (nanoTime.getAsLong() - start) / 1e9));
        return result;
    }

    /** Like {@link #run(String, Supplier)}, for work without a result. */
    public void run(String stage, Runnable work) {
        run(stage, () -> {
            work.run();
            return true;
        });
    }

    /** The stages that have ended, in their order. */
    public List<Timing> timings() {
        return List.copyOf(timings);
    }
}
