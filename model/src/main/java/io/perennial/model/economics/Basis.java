// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.Locale;

/** What a value counts. Sources call all four "CLV"; the label keeps them apart. */
public enum Basis {
    /** Money received, nothing deducted. */
    REVENUE("money received, nothing deducted"),
    /** Revenue less the cost of the goods or of delivering the service. */
    GROSS_PROFIT("revenue less cost of goods sold"),
    /** Gross profit or revenue less the cost of marketing to and serving the customer. */
    CONTRIBUTION("after the cost of serving the customer"),
    /** After the cost of acquiring the customer as well. */
    NET_OF_CAC("after the cost of acquiring the customer");

    private final String meaning;

    Basis(String meaning) {
        this.meaning = meaning;
    }

    /** Lower-case name as written on the command line and in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Basis of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String meaning() {
        return meaning;
    }
}
