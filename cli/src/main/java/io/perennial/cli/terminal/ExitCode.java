// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

/** What {@code clv} tells the shell; scripts rely on these, so they never change. Failures take theirs from {@code ClvException.Category}. */
public final class ExitCode {
    public static final int DONE = 0;
    /** Our fault: a bug, or a machine that gave out. */
    public static final int FAILED = 1;

    public static final int USAGE = 2;
    /** Bad data; nothing was written. */
    public static final int BAD_DATA = 3;
    /** Done, but some rows were set aside, or some of several files passed over. */
    public static final int QUARANTINED = 4;

    private ExitCode() {}
}
