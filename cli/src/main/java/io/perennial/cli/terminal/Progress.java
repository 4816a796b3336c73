// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a long task is. The library behind it is loaded only where a bar is shown. */
public final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static Progress hidden() {
        return new Progress(null);
    }

    /** @param total number of steps, or -1 if unknown */
    static Progress shown(String task, long total, int width) {
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setMaxRenderedLength(width)
                .setUpdateIntervalMillis(100)
                .clearDisplayOnFinish()
                .build());
    }

    void to(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    void total(long total) {
        if (bar != null) {
            bar.maxHint(total);
        }
    }

    /** Says what is being done now. */
    public void now(String what) {
        if (bar != null) {
            bar.setExtraMessage(" " + what);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
