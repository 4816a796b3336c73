// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.sheet.Header;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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

    private TableRules() {}

    static List<Rule> of(FactTable table, LocalDate latestDay) {
        List<Rule> rules = new ArrayList<>();
        for (String key : table.key()) {
            if (key.endsWith("_id") || key.equals("reference")) {
                rules.add(new Rule("id-too-long", "strlen($" + key + ") > " + LONGEST_ID, key));
            }
        }
        if (table != FactTable.IDENTITY && table != FactTable.EXCHANGE_RATE) {
            rules.add(new Rule("date-before-1970", "$" + table.time() + " < DATE '1970-01-01'", table.time()));
        }
        switch (table) {
            case CUSTOMER, REVENUE_EVENT, CONTACT, SURVEY, USAGE, PAYMENT_ATTEMPT, OUTREACH ->
                rules.add(new Rule(
                        "date-in-future",
                        "$" + table.time() + " >= DATE '" + latestDay.plusDays(1) + "'",
                        table.time()));
            default -> {
                // Plans, contracts, prices and rates may lie ahead.
            }
        }
        switch (table) {
            case CUSTOMER -> rules.add(new Rule("refers-to-itself", "$referred_by = $customer_id", "referred_by"));
            case REVENUE_EVENT -> {
                rules.add(new Rule("missing-customer-id", "$customer_id is null and $reverses is null", "customer_id"));
                rules.add(
                        oneOf(
                                "kind",
                                "order, invoice, refund, chargeback, initial, upsell, expansion, change_order, renewal, referral, attributed, other"));
                rules.add(new Rule("ends-before-start", "$service_to < $service_from", "service_to"));
            }
            case SUBSCRIPTION_STATE -> {
                rules.add(oneOf("status", "trialing, active, past_due, paused, cancelled"));
                rules.add(new Rule("negative-amount", "$mrr < 0", "mrr"));
                rules.add(new Rule("negative-quantity", "$quantity < 0", "quantity"));
                rules.add(oneOf("reason", "voluntary, involuntary"));
            }
            case CONTRACT -> {
                rules.add(oneOf("kind", "initial, expansion, change_order, renewal"));
                rules.add(new Rule("ends-before-start", "$ends_on < $starts_on", "ends_on"));
                rules.add(new Rule("invalid-probability", "not ($probability between 0 and 1)", "probability"));
            }
            case SPEND -> {
                rules.add(
                        oneOf(
                                "kind",
                                "ads, marketing, sales, onboarding, loyalty, account_management, support, retention, overhead"));
                rules.add(new Rule("ends-before-start", "$period_end < $period", "period_end"));
            }
            case CONTACT -> {
                rules.add(new Rule("score-out-of-scale", "not ($csat between 1 and 5)", "csat"));
                for (String part : List.of("talk_seconds", "hold_seconds", "wrap_seconds")) {
                    rules.add(new Rule("negative-time", "$" + part + " < 0", part));
                }
            }
            case SURVEY -> {
                rules.add(oneOf("kind", "nps, csat, ces"));
                rules.add(new Rule(
                        "score-out-of-scale",
                        "not case $kind when 'nps' then $score between 0 and 10 when 'csat' then $score between 1 and 5"
                                + " when 'ces' then $score between 1 and 7 else true end",
                        "score"));
            }
            case USAGE -> rules.add(new Rule("negative-quantity", "$value < 0", "value"));
            case PAYMENT_ATTEMPT -> {
                rules.add(oneOf("status", "succeeded, failed, pending"));
                rules.add(new Rule("negative-amount", "$amount < 0", "amount"));
            }
            case OUTREACH -> rules.add(oneOf("arm", "treated, held_out"));
            case EXCHANGE_RATE -> rules.add(new Rule("invalid-rate", "$rate <= 0", "rate"));
            case IDENTITY -> {
                // Any reference may stand for any customer.
            }
        }
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

    private static Rule oneOf(String column, String values) {
        return new Rule("unknown-value", "$" + column + " not in ('" + values.replace(", ", "', '") + "')", column);
    }
}
