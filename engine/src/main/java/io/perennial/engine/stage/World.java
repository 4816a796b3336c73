// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

import io.perennial.engine.ClvException;
import io.perennial.engine.MinorUnit;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * From where one looks at the ledger: the day, what was known, and the company's settings.
 *
 * @param asOf last day that counts, in the business time zone
 * @param zone business time zone, which turns instants into days
 * @param baseCurrency ISO 4217 code into which all money is converted
 * @param assumptions what costs are taken to be where no fact says so
 */
public record World(LocalDate asOf, Knowledge knowledge, ZoneId zone, String baseCurrency, Assumptions assumptions) {
    /**
     * @param grossMargin share of revenue left after the cost of goods, for events without cost; empty: unknown
     * @param contactHourCost cost of an hour of handling contacts, in base currency
     * @param costPerContact cost of a contact without handling time, in base currency
     * @param cacLagMonths months from spending on acquisition to the customers it wins
     */
    public record Assumptions(
            Optional<BigDecimal> grossMargin,
            Optional<BigDecimal> contactHourCost,
            Optional<BigDecimal> costPerContact,
            int cacLagMonths) {}

    /**
     * The world of a day with the settings of the ledger: {@code base_currency} (else the currency of most facts), {@code time_zone} (else UTC),
     * {@code gross_margin}, {@code contact_hour_cost}, {@code cost_per_contact}, {@code cac_lag_months} (else 0).
     */
    public static World of(Connection ledger, LocalDate asOf, Knowledge knowledge) {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = ledger.createStatement()) {
            try (ResultSet row = statement.executeQuery("select name, value from setting")) {
                while (row.next()) {
                    settings.put(row.getString(1), row.getString(2));
                }
            }
            if (!settings.containsKey("base_currency")) {
                try (ResultSet row = statement.executeQuery(SqlText.of(World.class, "most_used_currency"))) {
                    settings.put("base_currency", row.next() ? row.getString(1) : "USD");
                }
            }
        } catch (SQLException e) {
            throw SqlText.failure("settings", e);
        }
        return new World(
                asOf,
                knowledge,
                zone(settings.getOrDefault("time_zone", "UTC")),
                settings.getOrDefault("base_currency", ""),
                new Assumptions(
                        number(settings, "gross_margin"),
                        number(settings, "contact_hour_cost"),
                        number(settings, "cost_per_contact"),
                        number(settings, "cac_lag_months")
                                .map(BigDecimal::intValue)
                                .orElse(0)));
    }

    /** The last day on which any fact of the ledger happened, in UTC; empty for an empty ledger. */
    public static Optional<LocalDate> lastDay(Connection ledger) {
        try (Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(SqlText.of(World.class, "last_day"))) {
            return row.next() && row.getDate(1) != null
                    ? Optional.of(row.getDate(1).toLocalDate())
                    : Optional.empty();
        } catch (SQLException e) {
            throw SqlText.failure("last day", e);
        }
    }

    /** Digits after the point of the smallest unit of the base currency. */
    public int minorDigits() {
        return MinorUnit.digits(baseCurrency);
    }

    /** First instant (UTC) of which this world knows nothing any more. */
    public LocalDateTime knownBefore() {
        return knowledge == Knowledge.RESTATED
                ? LocalDateTime.of(9999, 12, 31, 0, 0)
                : asOf.plusDays(1)
                        .atStartOfDay(zone)
                        .withZoneSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime();
    }

    /** What the SQL functions that describe this world return. */
    public Map<String, String> functions() {
        Map<String, String> functions = new LinkedHashMap<>();
        functions.put("as_of()", "date '" + asOf + "'");
        functions.put("known_before()", "timestamp '" + knownBefore() + "'");
        functions.put("restated()", Boolean.toString(knowledge == Knowledge.RESTATED));
        functions.put("base_currency()", SqlText.literal(baseCurrency));
        functions.put("minor_digits()", Integer.toString(minorDigits()));
        functions.put("business_day(instant)", businessDay());
        functions.put("gross_margin()", decimal(assumptions.grossMargin));
        functions.put("contact_hour_cost()", decimal(assumptions.contactHourCost));
        functions.put("cost_per_contact()", decimal(assumptions.costPerContact));
        functions.put("cac_lag_months()", Integer.toString(assumptions.cacLagMonths));
        return functions;
    }

    /** Without a time zone the conversion is left out: it costs more than reading the column. */
    private String businessDay() {
        return zone.normalized().equals(ZoneOffset.UTC)
                ? "instant::date"
                : "(instant at time zone 'UTC' at time zone " + SqlText.literal(zone.getId()) + ")::date";
    }

    private static String decimal(Optional<BigDecimal> value) {
        return value.map(v -> v.toPlainString() + "::decimal(18, 4)").orElse("null::decimal(18, 4)");
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ClvException.user(
                    "time-zone",
                    "setting time_zone must be the name of a time zone, was " + name,
                    "For example Europe/Berlin or UTC.");
        }
    }

    private static Optional<BigDecimal> number(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(value.strip()));
        } catch (NumberFormatException e) {
            throw ClvException.user("setting", "setting " + name + " must be a number, was " + value, "");
        }
    }
}
