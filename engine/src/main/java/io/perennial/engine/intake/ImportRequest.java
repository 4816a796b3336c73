// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.sheet.DatabaseQuery;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to import and how.
 *
 * @param inputs files, or one {@code jdbc:postgresql:} address
 * @param layout name of the layout; null: recognised
 * @param map file with a layout of the user's own, or null
 * @param source under which the facts are kept; null: as the layout says
 * @param currency ISO 4217 code of amounts that carry none; null: as the layout says
 * @param zone business time zone, in which times without an offset are
 * @param dateFormat of dates whose order the column does not show, as {@code dd/MM/yyyy}; null: judged
 * @param encoding of text files; null: judged for each
 * @param database what a database needs besides its address; null for files
 * @param increment what of the database is new; null: all of the query
 * @param dryRun true to say what would happen and keep nothing
 * @param now time of the import
 */
public record ImportRequest(
        List<String> inputs,
        @Nullable String layout,
        @Nullable Path map,
        @Nullable String source,
        @Nullable String currency,
        ZoneId zone,
        @Nullable String dateFormat,
        @Nullable Charset encoding,
        @Nullable DatabaseQuery database,
        @Nullable Increment increment,
        boolean dryRun,
        Instant now) {
    public ImportRequest {
        inputs = List.copyOf(inputs);
    }

    /** Everything recognised. */
    public static ImportRequest of(List<String> inputs, Instant now) {
        return new ImportRequest(inputs, null, null, null, null, ZoneOffset.UTC, null, null, null, null, false, now);
    }

    public ImportRequest withLayout(@Nullable String name, @Nullable Path file) {
        return new ImportRequest(
                inputs, name, file, source, currency, zone, dateFormat, encoding, database, increment, dryRun, now);
    }

    public ImportRequest withSource(@Nullable String name) {
        return new ImportRequest(
                inputs, layout, map, name, currency, zone, dateFormat, encoding, database, increment, dryRun, now);
    }

    public ImportRequest withCurrency(@Nullable String code) {
        return new ImportRequest(
                inputs, layout, map, source, code, zone, dateFormat, encoding, database, increment, dryRun, now);
    }

    public ImportRequest withZone(ZoneId business) {
        return new ImportRequest(
                inputs,
                layout,
                map,
                source,
                currency,
                business,
                dateFormat,
                encoding,
                database,
                increment,
                dryRun,
                now);
    }

    public ImportRequest withDateFormat(@Nullable String format) {
        return new ImportRequest(
                inputs, layout, map, source, currency, zone, format, encoding, database, increment, dryRun, now);
    }

    public ImportRequest withEncoding(@Nullable Charset stated) {
        return new ImportRequest(
                inputs, layout, map, source, currency, zone, dateFormat, stated, database, increment, dryRun, now);
    }

    public ImportRequest withDatabase(@Nullable DatabaseQuery query) {
        return new ImportRequest(
                inputs, layout, map, source, currency, zone, dateFormat, encoding, query, increment, dryRun, now);
    }

    /** Reads what is new in a database since the last import. */
    public ImportRequest withIncrement(@Nullable Increment what) {
        return new ImportRequest(
                inputs, layout, map, source, currency, zone, dateFormat, encoding, database, what, dryRun, now);
    }

    /** Only says what would happen. */
    public ImportRequest rehearsed() {
        return new ImportRequest(
                inputs, layout, map, source, currency, zone, dateFormat, encoding, database, increment, true, now);
    }

    /** Last day on which something may have happened: tomorrow, so that no time zone loses today. */
    LocalDate latestDay() {
        return now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
    }
}
