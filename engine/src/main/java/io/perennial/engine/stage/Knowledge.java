// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

/** Which versions of the facts a look at a past day may use. */
public enum Knowledge {
    /** Those known by the end of that day; a refund counts on its own day. */
    AS_KNOWN_THEN("known_then"),
    /** All known today about what happened up to that day; a refund counts on the day of what it takes back. */
    RESTATED("restated");

    private final String label;

    Knowledge(String label) {
        this.label = label;
    }

    /** Its name in tables and JSON. */
    public String label() {
        return label;
    }
}
