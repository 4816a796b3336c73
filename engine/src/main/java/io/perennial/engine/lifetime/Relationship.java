// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import java.util.Locale;

/** How a customer and the company are bound. */
public enum Relationship {
    PURCHASE(0),
    SUBSCRIPTION(1),
    CONTRACT(2);

    private final int number;

    Relationship(int number) {
        this.number = number;
    }

    /** What stands for it in tables of parts. */
    int number() {
        return number;
    }

    /** Name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
