// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static java.util.Map.entry;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.sheet.Header;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold for the facts of each table, whatever they come from. Conditions are SQL over the columns of the table, each written with a dollar
 * sign before it; a row for which one is true is set aside, a fact for which one of the flags is true is kept without the impossible value.
 */
final class TableRules {
    /** @param column of the ledger to point at */
    record Rule(String code, String condition, String column) {}

    /** @param cleared column that is left out of the fact */
    record Mend(String code, String condition, String cleared) {}

    private static final int LONGEST_ID = 1000;

    /** What has happened cannot lie ahead; plans, contracts, prices and rates may. */
    private static final Set<FactTable> PAST = EnumSet.of(
            FactTable.CUSTOMER,
            FactTable.REVENUE_EVENT,
            FactTable.CONTACT,
            FactTable.SURVEY,
            FactTable.USAGE,
            FactTable.PAYMENT_ATTEMPT,
            FactTable.OUTREACH);

    private static final Map<FactTable, List<Rule>> OWN = Map.ofEntries(
            entry(
                    FactTable.CUSTOMER,
                    List.of(new Rule(
                            "refers-to-itself",
                            "$referred_by = $customer_id or lower($referred_by) = lower($email)",
                            "referred_by"))),
            entry(
                    FactTable.REVENUE_EVENT,
                    List.of(
                            new Rule(
                                    "missing-customer-id", "$customer_id is null and $reverses is null", "customer_id"),
                            oneOf(
                                    "kind",
                                    "order, invoice, refund, chargeback, initial, upsell, expansion, change_order, renewal, referral, attributed, other"),
                            new Rule("ends-before-start", "$service_to < $service_from", "service_to"))),
            entry(
                    FactTable.SUBSCRIPTION_STATE,
                    List.of(
                            oneOf("status", "trialing, active, past_due, paused, cancelled"),
                            new Rule("negative-amount", "$mrr < 0", "mrr"),
                            new Rule("negative-quantity", "$quantity < 0", "quantity"),
                            oneOf("reason", "voluntary, involuntary"))),
            entry(
                    FactTable.CONTRACT,
                    List.of(
                            oneOf("kind", "initial, expansion, change_order, renewal"),
                            new Rule("ends-before-start", "$ends_on < $starts_on", "ends_on"),
                            new Rule("invalid-probability", "not ($probability between 0 and 1)", "probability"))),
            entry(
                    FactTable.SPEND,
                    List.of(
                            oneOf(
                                    "kind",
                                    "ads, marketing, sales, onboarding, loyalty, account_management, support, retention, overhead"),
                            new Rule("ends-before-start", "$period_end < $period", "period_end"))),
            entry(
                    FactTable.CONTACT,
                    List.of(
                            new Rule("score-out-of-scale", "not ($csat between 1 and 5)", "csat"),
                            new Rule("negative-time", "$talk_seconds < 0", "talk_seconds"),
                            new Rule("negative-time", "$hold_seconds < 0", "hold_seconds"),
                            new Rule("negative-time", "$wrap_seconds < 0", "wrap_seconds"))),
            entry(
                    FactTable.SURVEY,
                    List.of(
                            oneOf("kind", "nps, csat, ces"),
                            new Rule(
                                    "score-out-of-scale",
                                    "not case $kind when 'nps' then $score between 0 and 10 when 'csat' then $score between 1 and 5"
                                            + " when 'ces' then $score between 1 and 7 else true end",
                                    "score"))),
            entry(FactTable.USAGE, List.of(new Rule("negative-quantity", "$value < 0", "value"))),
            entry(
                    FactTable.PAYMENT_ATTEMPT,
                    List.of(
                            oneOf("status", "succeeded, failed, pending"),
                            new Rule("negative-amount", "$amount < 0", "amount"))),
            entry(FactTable.OUTREACH, List.of(oneOf("arm", "treated, held_out"))),
            entry(FactTable.EXCHANGE_RATE, List.of(new Rule("invalid-rate", "$rate <= 0", "rate"))));

    private TableRules() {}

    static List<Rule> of(FactTable table, LocalDate latestDay) {
        List<Rule> rules = new ArrayList<>();
        for (String key : table.key()) {
            if (key.endsWith("_id") || key.equals("reference")) {
                rules.add(new Rule("id-too-long", "strlen($" + key + ") > " + LONGEST_ID, key));
            }
        }
        String time = table.time();
        if (table != FactTable.IDENTITY && table != FactTable.EXCHANGE_RATE) {
            rules.add(new Rule("date-before-1970", "$" + time + " < DATE '1970-01-01'", time));
        }
        if (PAST.contains(table)) {
            rules.add(new Rule("date-in-future", "$" + time + " >= DATE '" + latestDay.plusDays(1) + "'", time));
        }
        rules.addAll(OWN.getOrDefault(table, List.of()));
        return rules;
    }

    /** Impossible values without which the fact is still one, in the order in which they are left out. */
    static List<Mend> mends(FactTable table) {
        return table == FactTable.CONTACT
                ? List.of(
                        new Mend("response-before-opened", "$first_response_at < $opened_at", "first_response_at"),
                        new Mend("resolved-before-opened", "$resolved_at < $opened_at", "resolved_at"),
                        new Mend("resolved-before-response", "$resolved_at < $first_response_at", "resolved_at"))
                : List.of();
    }

    /** The rule that a column holds a currency code. */
    static Rule currency() {
        // A list is compared one by one, so the common codes come first.
        return new Rule(
                "unknown-currency",
                "$currency not in ('EUR', 'USD', 'GBP') and $currency not in (" + codes() + ")",
                "currency");
    }

    private static String codes() {
        return String.join(
                ", ",
                Header.currencies().stream().sorted().map(c -> "'" + c + "'").toList());
    }

    /** @param values the common ones first: a list is compared one by one, and only what none of the first is gets to the others */
    private static Rule oneOf(String column, String values) {
        List<String> all = Arrays.stream(values.split(", ", -1))
                .map(value -> "'" + value + "'")
                .toList();
        String first = String.join(", ", all.subList(0, Math.min(2, all.size())));
        return new Rule(
                "unknown-value",
                "$" + column + " not in (" + first + ") and $" + column + " not in (" + String.join(", ", all) + ")",
                column);
    }
}
