// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

/** Which versions of the facts a look at a past day may use. */
public enum Knowledge {
    /** Those known by the end of that day; a refund counts on its own day. */
    AS_KNOWN_THEN,
    /** All known today about what happened up to that day; a refund counts on the day of what it takes back. */
    RESTATED
}
