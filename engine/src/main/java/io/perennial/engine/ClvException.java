// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine;

import org.jspecify.annotations.Nullable;

/** A run that ended without a result: who is to blame, what happened, and what to do about it. */
public final class ClvException extends RuntimeException {
    /** Who must act; decides the exit code and, over HTTP, the status. */
    public enum Category {
        /** The request was wrong: exit code 2. */
        USER(2),
        /** The data were wrong and nothing was written: exit code 3. */
        DATA(3),
        /** Disk, memory or a server failed us: exit code 1. */
        RESOURCE(1),
        /** We failed: exit code 1. */
        INTERNAL(1);

        private final int exitCode;

        Category(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Category category;
    private final String code;
    private final String hint;

    private ClvException(Category category, String code, String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.code = code;
        this.hint = hint;
    }

    /**
     * @param code stable kebab-case name of the problem
     * @param message one sentence: what cannot be done and why, with the value
     * @param hint one sentence: what to do; empty if there is nothing to advise
     */
    public static ClvException user(String code, String message, String hint) {
        return new ClvException(Category.USER, code, message, hint, null);
    }

    /** Like {@link #user}, for data: the message names file, line, column, value and rule where they apply. */
    public static ClvException data(String code, String message, String hint) {
        return new ClvException(Category.DATA, code, message, hint, null);
    }

    public static ClvException resource(String code, String message, String hint, @Nullable Throwable cause) {
        return new ClvException(Category.RESOURCE, code, message, hint, cause);
    }

    public static ClvException internal(String code, String message, @Nullable Throwable cause) {
        return new ClvException(Category.INTERNAL, code, message, "", cause);
    }

    public Category category() {
        return category;
    }

    public String code() {
        return code;
    }

    public String hint() {
        return hint;
    }
}
