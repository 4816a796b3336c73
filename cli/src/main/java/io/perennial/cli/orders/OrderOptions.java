// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.sheet.DatabaseQuery;
import io.perennial.engine.source.ColumnChoices;
import io.perennial.engine.source.SourceRequest;
import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the orders are and what to compute from them: the options that score, fit, backtest and explain share. */
final class OrderOptions {
    @Parameters(
            index = "0+",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Orders: CSV (also gzipped), Parquet, JSON lines, Excel, or jdbc:postgresql:… with --query.")
    private List<String> inputs = List.of();

    @Option(
            names = "--customer",
            paramLabel = "COL",
            description = "Column of the customer id: header or position from 1.")
    private @Nullable String customer;

    @Option(names = "--date", paramLabel = "COL", description = "Column of the order date.")
    private @Nullable String date;

    @Option(names = "--amount", paramLabel = "COL", description = "Column of the amount paid.")
    private @Nullable String amount;

    @Option(
            names = "--order",
            paramLabel = "COL",
            description = "Column of the order id; ties line items and refunds together.")
    private @Nullable String order;

    @Option(
            names = "--quantity",
            paramLabel = "COL",
            description = "Column of the quantity, with --price instead of --amount.")
    private @Nullable String quantity;

    @Option(names = "--price", paramLabel = "COL", description = "Column of the unit price.")
    private @Nullable String price;

    @Option(
            names = "--date-format",
            paramLabel = "P",
            description = "How dates are written: dd/MM/yyyy or %%d/%%m/%%Y; recognised otherwise.")
    private @Nullable String dateFormat;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Encoding of text files: Shift_JIS, windows-1250; recognised otherwise.")
    private @Nullable Charset encoding;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Business time zone, such as Europe/Paris (default UTC).")
    private String zone = "UTC";

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "Currency to keep, or to state when the file names none.")
    private @Nullable String currency;

    @Option(names = "--query", paramLabel = "SQL", description = "What to read from the database.")
    private @Nullable String query;

    @Option(names = "--user", paramLabel = "NAME", description = "Database user (else PGUSER and PGPASSWORD).")
    private @Nullable String user;

    @Option(names = "--from", paramLabel = "DATE", description = "First day observed; earlier orders are left out.")
    private @Nullable LocalDate from;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Last day observed (default: the last day seen, with a warning).")
    private @Nullable LocalDate until;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Time unit of the models: day, week (default) or month.")
    private TimeUnit unit = TimeUnit.WEEK;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "auto (default: a backtest decides), bg-nbd, mbg-nbd, pareto-nbd, ggompertz-nbd, bg-cnbd-k, mbg-cnbd-k or average.")
    private String model = Analysis.AUTO;

    @Option(names = "--horizon", paramLabel = "SPAN", description = "How far ahead: 12months (default), 90days, 1year.")
    private String horizon = "12months";

    @Option(
            names = "--discount",
            paramLabel = "RATE",
            description = "Annual, effective: 0.10. Applied at the time of each purchase.")
    private double discount;

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            description = "Gross margin: 0.40. Values are revenue without it.")
    private @Nullable Double margin;

    @Option(
            names = "--season",
            paramLabel = "WHEN",
            description = "Follow months and weekdays: auto (default: where it wins the backtest), on or off.")
    private String season = SeasonUse.AUTO.id();

    @Option(
            names = "--origins",
            paramLabel = "N",
            description = "Rolling origins of the backtest (default 3; 0: none).")
    private int origins = 3;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "duckdb (default), the engine inside; spark with clv score.")
    private String engine = "duckdb";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of every random draw.")
    private long seed = Analysis.defaults().seed();

    /** Whether the orders are to be scored on Spark. */
    boolean onSpark() {
        return engine.equals("spark");
    }

    List<String> inputs() {
        return inputs;
    }

    String model() {
        return model;
    }

    SourceRequest source(LocalDate today) {
        if (onSpark()) {
            throw ClvException.user(
                    "engine-unknown",
                    "--engine spark works with clv score only",
                    "Leave it out to work on this machine.");
        }
        if (!engine.equals("duckdb")) {
            throw ClvException.user(
                    "engine-unknown", "--engine must be duckdb or spark, was " + engine, "duckdb is the default.");
        }
        DatabaseQuery database = query == null ? null : new DatabaseQuery(query, user, System.getenv("PGPASSWORD"));
        return SourceRequest.of(inputs, today.plusDays(1))
                .withColumns(new ColumnChoices(customer, date, amount, order, quantity, price))
                .withDateFormat(dateFormat)
                .withZone(zoneId())
                .withCurrency(currencyCode())
                .withEncoding(encoding)
                .withDatabase(database);
    }

    Analysis analysis() {
        if (!(discount >= 0 && discount < 10)) {
            throw ClvException.user(
                    "discount-out-of-range",
                    "--discount must be a fraction such as 0.10, was " + discount,
                    "Ten percent a year is 0.10.");
        }
        Double share = margin;
        if (share != null && !(share >= 0 && share <= 1)) {
            throw ClvException.user(
                    "margin-out-of-range",
                    "--margin must be a fraction from 0 to 1, was " + share,
                    "Forty percent is 0.40.");
        }
        if (origins < 0 || origins > 24) {
            throw ClvException.user(
                    "origins-out-of-range", "--origins must be 0 to 24, was " + origins, "3 is the default.");
        }
        Analysis analysis = Analysis.defaults()
                .withWindow(from, until)
                .withUnit(unit)
                .withModel(model)
                .withHorizon(Horizon.parse(horizon))
                .withDiscount(DiscountRate.annual(discount))
                .withOrigins(origins)
                .withSeed(seed)
                .withSeason(SeasonUse.named(season));
        return share == null ? analysis : analysis.withMargin(share);
    }

    private @Nullable String currencyCode() {
        if (currency == null) {
            return null;
        }
        String code = currency.toUpperCase(Locale.ROOT);
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw ClvException.user(
                    "currency-unknown",
                    "--currency must be an ISO 4217 code, was " + currency,
                    "Write it like EUR or USD.");
        }
    }

    private ZoneId zoneId() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw ClvException.user(
                    "zone-unknown", "--zone must be a time zone, was " + zone, "Write it like Europe/Paris or UTC.");
        }
    }
}
