// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

/**
 * Why a row is quarantined.
 *
 * @param code stable kebab-case name
 * @param condition SQL over the typed stage; true for rows that break the rule
 * @param column header to name in the quarantine
 * @param value SQL over the stage for the offending value
 */
record Rule(String code, String condition, String column, String value) {
    /** Marks the rows that are broken before anything is looked at; which rule they break stands in their column {@code defect}. */
    static final String DEFECT = "defect";

    Rule {
        if (!code.equals(DEFECT)) {
            Meaning.of(code);
        }
    }
}
