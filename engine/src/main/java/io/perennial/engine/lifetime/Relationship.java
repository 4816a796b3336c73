// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import java.util.Locale;

/** How a customer and the company are bound; the position is the number that stands for it in tables of parts. */
public enum Relationship {
    PURCHASE,
    SUBSCRIPTION,
    CONTRACT;

    /** Name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
