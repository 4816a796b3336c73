// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.ClvException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Amounts in several currencies cannot be added up without rates. */
public final class Currencies {
    private Currencies() {}

    /** @param counts rows by ISO code */
    public static ClvException refusal(String where, Map<String, Long> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((code, count) -> parts.add(code + " " + count));
        return ClvException.data(
                "several-currencies",
                "Cannot add up " + where + ": it holds several currencies (rows: " + String.join(", ", parts) + ")",
                "Keep one with --currency CODE; the rows of the others go to quarantine.");
    }
}
