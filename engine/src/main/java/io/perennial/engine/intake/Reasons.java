// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static java.util.Map.entry;

import java.util.Map;

/** What the rules of the import mean, one sentence each. A layout says it for rules of its own. */
final class Reasons {
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            entry("amount-too-large", "The number has more than 14 digits before the decimal point."),
            entry("broken-quotes", "A quote stands where none may stand, so the line cannot be split into cells."),
            entry(
                    "conflicting-versions",
                    "Two rows disagree about the same id and neither says when it was recorded; the later one counts."),
            entry("date-before-1970", "The date lies before 1970 and stands for a missing one."),
            entry("date-in-future", "It cannot have happened after the day of the import."),
            entry("ends-before-start", "The end lies before the start."),
            entry("id-too-long", "The id has more than 1,000 characters."),
            entry("invalid-date", "The date does not exist or is not written like the others of its column."),
            entry("invalid-encoding", "The line is not text in the encoding of its file."),
            entry("invalid-probability", "The probability does not lie between 0 and 1."),
            entry("invalid-rate", "A rate of exchange must be above 0."),
            entry("malformed-json", "The line is not a JSON object."),
            entry("negative-amount", "The amount must not be negative here."),
            entry("negative-quantity", "The quantity must not be negative."),
            entry("negative-time", "A duration must not be negative."),
            entry("no-exchange-rate", "The currency has no rate to the base currency; figures leave its facts out."),
            entry("not-a-number", "The cell is not a number."),
            entry("not-a-whole-number", "The cell is not a whole number."),
            entry("not-yes-or-no", "The cell says neither yes nor no."),
            entry("orphan", "The customer that the fact refers to is in no file so far."),
            entry("refers-to-itself", "The customer is said to have referred himself."),
            entry(
                    "resolved-before-opened",
                    "The contact is said to be resolved before it was opened; the time was left out."),
            entry(
                    "resolved-before-response",
                    "The contact is said to be resolved before its first response; the time of resolution was left out."),
            entry(
                    "response-before-opened",
                    "The first response is said to come before the contact was opened; its time was left out."),
            entry("score-out-of-scale", "The score lies outside its scale: NPS 0 to 10, CSAT 1 to 5, CES 1 to 7."),
            entry("too-few-columns", "The line has fewer cells than the header has columns."),
            entry("too-many-columns", "The line has more cells than the header has columns."),
            entry("unknown-currency", "The code is none of ISO 4217."),
            entry("unknown-reversal", "What the refund or chargeback takes back is in no file so far."),
            entry("unknown-value", "The ledger knows no such kind or state."),
            entry("unreadable-line", "The line cannot be split into cells."));

    private Reasons() {}

    /** The sentence; for a missing value it names the column. */
    static String of(String code) {
        String sentence = SENTENCES.get(code);
        if (sentence != null) {
            return sentence;
        }
        if (code.startsWith("missing-")) {
            return "There is no " + code.substring("missing-".length()).replace('-', ' ') + ".";
        }
        return "A rule of the layout.";
    }
}
