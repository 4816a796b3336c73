// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static java.util.Map.entry;

import java.util.Map;

/** What the rules that refuse rows mean, one sentence each. */
final class Meaning {
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            entry("amount-too-large", "The amount has more than 14 digits before the decimal point."),
            entry("broken-quotes", "A quote stands where none may stand, so the line cannot be split into cells."),
            entry("customer-too-long", "The customer id has more than 1,000 characters."),
            entry("date-before-1970", "The date lies before 1970 and stands for a missing one."),
            entry("date-in-future", "The date lies after the day of the run."),
            entry("duplicate-row", "Another row is the same in every cell; the first one counts."),
            entry("invalid-date", "The date does not exist or is not written like the others of its column."),
            entry("invalid-discount", "The discount is negative or more than the whole price."),
            entry("invalid-encoding", "The line is not text in the encoding of its file."),
            entry("item-without-order", "The line item names an order of which no row has a total."),
            entry("malformed-json", "The line is not a JSON object."),
            entry("missing-amount", "The amount is blank."),
            entry("missing-customer", "The customer is blank."),
            entry("missing-date", "The date is blank."),
            entry("missing-refund", "The refunded amount is blank."),
            entry("not-a-number", "The amount is not a number."),
            entry("other-currency", "The amount is in another currency than the one to keep."),
            entry("too-few-columns", "The line has fewer cells than the header has columns."),
            entry("too-many-columns", "The line has more cells than the header has columns."),
            entry("unknown-order", "The order that the row belongs to is in none of the files."),
            entry("unreadable-line", "The line cannot be split into cells."));

    private Meaning() {}

    static String of(String rule) {
        String sentence = SENTENCES.get(rule);
        if (sentence == null) {
            throw new IllegalArgumentException("rule must have a meaning, was " + rule);
        }
        return sentence;
    }
}
