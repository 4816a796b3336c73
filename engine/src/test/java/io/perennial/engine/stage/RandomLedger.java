// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

import io.perennial.engine.ledger.FactTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A small invented ledger: up to four customers who do what breaks books. Days fall on ends of months, leap days and each other; amounts are 0, a cent, thirds;
 * refunds exceed orders, come late and name nobody; subscriptions are cancelled on their first day, pause, return, come in several at once and in other
 * currencies; spending meets months without customers. Ids carry the ledger's name, so that thousands of ledgers fit into one store and share nothing but
 * exchange rates.
 */
public final class RandomLedger {
    /** The last day of all that is generated. */
    public static final LocalDate END = LocalDate.of(2024, 12, 31);

    private static final List<String> DAYS = List.of(
            "2023-01-31",
            "2023-02-28",
            "2023-12-31",
            "2024-01-01",
            "2024-01-31",
            "2024-02-28",
            "2024-02-29",
            "2024-03-01",
            "2024-03-31",
            "2024-04-30",
            "2024-06-30",
            "2024-12-31");
    private static final List<String> AMOUNTS = List.of("0", "0.01", "33.33", "100", "99.99", "1000000", "0.07");
    private static final List<String> CHANNELS = List.of("ads", "search", "friends");
    private static final List<String> PLANS = List.of("small", "large");

    private final Random random;
    private final String name;
    private final Facts facts;
    private int id;

    private RandomLedger(long seed, String name, Facts facts) {
        this.random = new Random(seed);
        this.name = name;
        this.facts = facts;
    }

    /** Adds a ledger to the facts. */
    public static void add(long seed, String name, Facts facts) {
        new RandomLedger(seed, name, facts).generate();
    }

    /** Exchange rates for all ledgers: USD from before everything, with a jump; CHF from the middle of 2024 only; XXX has none. */
    public static void rates(Facts facts) {
        facts.rate("USD", "2022-01-01", "0.9")
                .rate("USD", "2024-02-29", "0.913")
                .rate("USD", "2024-03-31", "0.87");
        facts.rate("CHF", "2024-06-30", "1.02");
    }

    private void generate() {
        int customers = 1 + random.nextInt(4);
        for (int c = 0; c < customers; c++) {
            String customer = name + "-c" + c;
            // the first is always described, so that the ledger is known by its attribute
            if (random.nextInt(5) > 0 || c == 0) {
                customer(customer);
            }
            shop(customer);
            for (int s = random.nextInt(3); s > 0; s--) {
                subscription(customer);
            }
            contacts(customer);
            if (random.nextInt(4) == 0) {
                contract(customer);
            }
        }
        for (int s = random.nextInt(4); s > 0; s--) {
            spend();
        }
    }

    private void customer(String customer) {
        facts.add(
                FactTable.CUSTOMER,
                "customer_id",
                customer,
                "acquired_on",
                random.nextInt(3) == 0 ? null : day().toString(),
                "channel",
                channel(),
                "plan",
                random.nextInt(4) == 0 ? null : pick(PLANS),
                "attributes",
                "{\"ledger\": \"" + name + "\"}");
    }

    private void shop(String customer) {
        for (int n = random.nextInt(5); n > 0; n--) {
            String event = next();
            LocalDate day = day();
            String amount = amount();
            String currency = currency();
            boolean annual = random.nextInt(4) == 0;
            facts.add(
                    FactTable.REVENUE_EVENT,
                    "event_id",
                    event,
                    "customer_id",
                    customer,
                    "occurred_at",
                    day + pick(List.of(" 00:00:00", " 12:00:00", " 23:59:59")),
                    "kind",
                    pick(List.of("order", "invoice", "renewal", "expansion")),
                    "amount",
                    amount,
                    "currency",
                    currency,
                    "cost",
                    random.nextBoolean() ? null : amount(),
                    "service_from",
                    annual ? day.toString() : null,
                    "service_to",
                    annual ? day.plusMonths(1 + random.nextInt(24)).minusDays(1).toString() : null);
            if (random.nextInt(3) == 0) {
                refund(customer, event, day, amount, currency);
            }
            if (random.nextInt(6) == 0) {
                correct(customer, event, day, currency);
            }
        }
    }

    private void refund(String customer, String event, LocalDate day, String amount, String currency) {
        BigDecimal share = new BigDecimal(pick(List.of("1", "0.5", "1.5", "0.3333")));
        String back = new BigDecimal(amount)
                .multiply(share)
                .setScale(2, RoundingMode.HALF_UP)
                .negate()
                .toPlainString();
        facts.event(
                next(),
                random.nextBoolean() ? null : customer,
                later(day) + " 12:00:00",
                random.nextInt(4) == 0 ? "chargeback" : "refund",
                back,
                currency,
                null,
                event);
    }

    private void correct(String customer, String event, LocalDate day, String currency) {
        facts.knownAt(later(day) + " 18:00:00");
        facts.event(event, customer, day + " 12:00:00", "order", amount(), currency, null, null);
        facts.knownAt(null);
    }

    private void subscription(String customer) {
        String subscription = next();
        String currency = currency();
        LocalDate day = day();
        String status = random.nextInt(4) == 0 ? "trialing" : "active";
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            facts.add(
                    FactTable.SUBSCRIPTION_STATE,
                    "subscription_id",
                    subscription,
                    "effective_on",
                    day.toString(),
                    "customer_id",
                    customer,
                    "status",
                    status,
                    "mrr",
                    amount(),
                    "currency",
                    random.nextInt(8) == 0 ? currency() : currency,
                    "plan",
                    pick(PLANS),
                    "reason",
                    status.equals("cancelled") ? pick(List.of("voluntary", "involuntary")) : null);
            // another state on the same day would be a correction of this one
            day = random.nextInt(3) == 0
                    ? day.plusDays(1 + random.nextInt(20))
                    : later(day).plusDays(1);
            status = pick(List.of("active", "active", "past_due", "paused", "cancelled"));
        }
    }

    private void contacts(String customer) {
        for (int n = random.nextInt(3); n > 0; n--) {
            facts.add(
                    FactTable.CONTACT,
                    "contact_id",
                    next(),
                    "customer_id",
                    random.nextInt(6) == 0 ? name + "-nobody" : customer,
                    "opened_at",
                    day() + " 09:00:00",
                    "talk_seconds",
                    random.nextBoolean() ? null : "600",
                    "cost",
                    random.nextInt(3) == 0 ? "4.99" : null,
                    "currency",
                    "EUR");
        }
    }

    private void contract(String customer) {
        LocalDate day = day();
        facts.add(
                FactTable.CONTRACT,
                "contract_id",
                next(),
                "customer_id",
                customer,
                "kind",
                "initial",
                "signed_on",
                random.nextInt(4) == 0 ? null : day.toString(),
                "starts_on",
                day.toString(),
                "ends_on",
                day.plusMonths(12).minusDays(1).toString(),
                "value",
                amount(),
                "currency",
                "EUR",
                "probability",
                "1");
    }

    private void spend() {
        LocalDate day = day();
        boolean wins = random.nextBoolean();
        facts.add(
                FactTable.SPEND,
                "spend_id",
                next(),
                "period",
                day.toString(),
                "period_end",
                day.plusDays(pick(List.of(0, 29, 89))).toString(),
                "channel",
                wins ? channel() : null,
                "segment",
                "ledger=" + name,
                "kind",
                wins ? pick(List.of("ads", "sales", "onboarding")) : pick(List.of("account_management", "loyalty")),
                "amount",
                amount(),
                "currency",
                "EUR");
    }

    private String next() {
        return name + "-" + id++;
    }

    private LocalDate day() {
        return random.nextBoolean()
                ? LocalDate.parse(pick(DAYS))
                : LocalDate.of(2023, 1, 1).plusDays(random.nextInt(731));
    }

    private LocalDate later(LocalDate day) {
        LocalDate other = day();
        return other.isAfter(day) ? other : day.plusDays(random.nextInt(40));
    }

    private String amount() {
        return random.nextInt(3) == 0
                ? pick(AMOUNTS)
                : new BigDecimal(1 + random.nextInt(50_000)).movePointLeft(2).toPlainString();
    }

    private @Nullable String channel() {
        return random.nextInt(5) == 0 ? null : name + pick(CHANNELS);
    }

    private String currency() {
        return pick(List.of("EUR", "EUR", "EUR", "USD", "CHF", "XXX"));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
