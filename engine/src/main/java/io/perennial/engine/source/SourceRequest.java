// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.ClvException;
import io.perennial.engine.sheet.DatabaseQuery;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read and how.
 *
 * @param inputs files, or one {@code jdbc:postgresql:} address
 * @param columns the columns the user named
 * @param dateFormat how to read dates, as {@code dd/MM/yyyy} or {@code %d/%m/%Y}; null: judged over the whole column
 * @param zone business time zone: instants become days in it; times without an offset already are in it
 * @param latestDay last day an order may carry; later rows are quarantined
 * @param currency ISO 4217 code to keep when a file has several, and to state when it names none
 * @param encoding of text files; null: judged for each
 * @param database what a database needs besides its address; null for files
 */
public record SourceRequest(
        List<String> inputs,
        ColumnChoices columns,
        @Nullable String dateFormat,
        ZoneId zone,
        LocalDate latestDay,
        @Nullable String currency,
        @Nullable Charset encoding,
        @Nullable DatabaseQuery database) {

    public SourceRequest {
        if (zone instanceof ZoneOffset && !zone.equals(ZoneOffset.UTC)) {
            throw ClvException.user(
                    "time-zone",
                    "the time zone must be a region, was " + zone,
                    "Name it as in Europe/Berlin or Etc/GMT-2.");
        }
        inputs = List.copyOf(inputs);
    }

    /** Everything recognised, days in UTC, orders up to {@code latestDay} (usually tomorrow, so that no time zone loses today's). */
    public static SourceRequest of(List<String> inputs, LocalDate latestDay) {
        return new SourceRequest(inputs, ColumnChoices.recognised(), null, ZoneOffset.UTC, latestDay, null, null, null);
    }

    public SourceRequest withColumns(ColumnChoices chosen) {
        return new SourceRequest(inputs, chosen, dateFormat, zone, latestDay, currency, encoding, database);
    }

    public SourceRequest withDateFormat(@Nullable String format) {
        return new SourceRequest(inputs, columns, format, zone, latestDay, currency, encoding, database);
    }

    public SourceRequest withZone(ZoneId business) {
        return new SourceRequest(inputs, columns, dateFormat, business, latestDay, currency, encoding, database);
    }

    public SourceRequest withCurrency(@Nullable String code) {
        return new SourceRequest(inputs, columns, dateFormat, zone, latestDay, code, encoding, database);
    }

    public SourceRequest withEncoding(@Nullable Charset stated) {
        return new SourceRequest(inputs, columns, dateFormat, zone, latestDay, currency, stated, database);
    }

    public SourceRequest withDatabase(@Nullable DatabaseQuery source) {
        return new SourceRequest(inputs, columns, dateFormat, zone, latestDay, currency, encoding, source);
    }
}
