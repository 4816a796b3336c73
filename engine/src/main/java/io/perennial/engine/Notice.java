// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine;

import io.perennial.model.fit.Diagnosis;

/**
 * Something a reader of the result should know: a fallback, a doubtful reading, an assumption.
 *
 * @param code stable kebab-case name
 * @param message one sentence with the figures
 * @param detail whether it explains more than it warns: shown to those who ask for more
 */
public record Notice(String code, String message, boolean detail) {
    public Notice(String code, String message) {
        this(code, message, false);
    }

    public static Notice detail(String code, String message) {
        return new Notice(code, message, true);
    }

    /** What a fit says of its parameters. The forecast holds, with the fallback that the fit took. */
    public static Notice of(Diagnosis diagnosis) {
        return detail(diagnosis.code(), diagnosis.message());
    }
}
