// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.Map;

/**
 * What a check found.
 *
 * @param severity whether to go on
 * @param code stable kebab-case name
 * @param message one sentence for a person, with the figures and what to do
 * @param figures the figures by name, for programs
 */
public record Finding(Severity severity, String code, String message, Map<String, Double> figures) {
    public Finding {
        figures = Map.copyOf(figures);
    }

    /** What follows from a finding. */
    public enum Severity {
        /** Results would be wrong: stop. */
        REFUSE,
        /** Results can be used by someone who knows this. */
        WARN
    }
}
