// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Header;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a column of dates is read, from all of its values.
 *
 * <p>Plain ISO text, the usual case, is recognised by its being readable throughout. Otherwise each shape of value gets its format. Whether a
 * column is day first or month first is decided by parts above twelve: one clear witness is enough, against less than one contrary witness in
 * twenty, and contrary rows are quarantined as impossible dates. Dots ({@code 3.4.2024}) are day first. If nothing decides and the readings differ,
 * the reading stops and asks.
 */
public final class DateJudge {
    /** What the values become. */
    private enum Grain {
        DAY,
        INSTANT
    }

    private static final double CONTRARY = 0.05;

    private final Sql sql;
    private final String relation;
    private final String where;
    private final ZoneId zone;
    private final Grain grain;

    /**
     * @param relation staged rows
     * @param where file and column, for messages
     */
    public DateJudge(Sql sql, String relation, String where, ZoneId zone) {
        this(sql, relation, where, zone, Grain.DAY);
    }

    private DateJudge(Sql sql, String relation, String where, ZoneId zone, Grain grain) {
        this.sql = sql;
        this.relation = relation;
        this.where = where;
        this.zone = zone;
        this.grain = grain;
    }

    /** The same for a column whose times of day matter: its values become timestamps in UTC, dates without time midnight in the business zone. */
    public DateJudge ofInstants() {
        return new DateJudge(sql, relation, where, zone, Grain.INSTANT);
    }

    /**
     * Reading of a column as a business day, or as an instant.
     *
     * @param name of the staged column
     * @param chosen the user's format, or null
     */
    public Reading judge(String name, Column column, @Nullable String chosen) throws SQLException {
        String type = column.type();
        boolean headerSaysUtc = Header.squeezed(column.name()).endsWith("utc");
        if (type.equals("DATE")) {
            return Reading.of(grain == Grain.DAY ? name : moment(name + "::TIMESTAMP"), "dates");
        }
        if (type.equals("TIMESTAMP WITH TIME ZONE")) {
            return instants(Reading.of(local(name), "instants"));
        }
        if (type.startsWith("TIMESTAMP")) {
            return headerSaysUtc
                    ? instants(Reading.of(utc(name + "::TIMESTAMP"), "UTC timestamps"))
                    : Reading.of(moment(name + "::TIMESTAMP"), "timestamps");
        }
        String text = column.text() ? name : name + "::VARCHAR";
        String iso = chosen == null ? iso(column.samples()) : null;
        if (iso != null) {
            String parsed = "try_strptime(" + text + ", " + Sql.text(iso) + ")";
            // A year of two digits would be read as one of the first century.
            boolean throughout = sql.count("select count(*) from " + relation + " where trim(" + text
                            + ") <> '' and coalesce(" + parsed + " < TIMESTAMP '1000-01-01', true)")
                    == 0;
            if (throughout) {
                return headerSaysUtc
                        ? instants(Reading.of(utc(parsed), "ISO 8601, UTC"))
                        : Reading.of(moment(parsed), "ISO 8601");
            }
        }
        return byShape(text, headerSaysUtc, chosen);
    }

    /**
     * The reading that the first values suggest, if it is one that reads nothing wrongly: what it cannot read is null, and then the whole column must be
     * judged.
     */
    public Optional<Reading> assumed(String name, Column column) throws SQLException {
        if (!column.text()) {
            return Optional.of(judge(name, column, null));
        }
        if (Header.squeezed(column.name()).endsWith("utc")) {
            return Optional.empty();
        }
        if (Shape.distinct(column.samples()).isEmpty()) {
            return Optional.of(Reading.of(moment("try_cast(" + name + " as TIMESTAMP)"), "ISO 8601"));
        }
        String iso = iso(column.samples());
        // A year of two digits would be read as one of the first century.
        return iso == null
                ? Optional.empty()
                : Optional.of(Reading.of(
                        moment("case when substr(" + name + ", 5, 1) between '-' and '/' then try_strptime(" + name
                                + ", " + Sql.text(iso) + ") end"),
                        "ISO 8601"));
    }

    /** The one ISO format that all samples have, without an offset; null if there is none. */
    private static @Nullable String iso(List<String> samples) {
        String format = null;
        for (String text : Shape.distinct(samples)) {
            DateShape shape = DateShape.parse(text);
            if (shape == null || shape.kind() != DateShape.Kind.YEAR_FIRST || shape.offset() || shape.utc()) {
                return null;
            }
            String own = format(shape, null);
            if (format != null && !format.equals(own)) {
                return null;
            }
            format = own;
        }
        return format;
    }

    private Reading byShape(String text, boolean headerSaysUtc, @Nullable String chosen) throws SQLException {
        List<Shape> shapes = Shape.census(sql, relation, text);
        MonthNames months = MonthNames.in(shapes);
        DateOrder order = chosen == null ? null : DateOrder.parse(chosen);
        List<Notice> notices = new ArrayList<>();
        if (order == null && shapes.stream().anyMatch(s -> yearLast(months, s))) {
            order = byEvidence(text);
        }
        Set<String> parts = new LinkedHashSet<>();
        List<String> expressions = new ArrayList<>();
        boolean instants = headerSaysUtc;
        String value = months.normalised("trim(" + text + ")");
        // Two-digit years first: a four-digit format would read 5/3/20 as the year 20.
        for (boolean shortYears : new boolean[] {true, false}) {
            for (Shape shape : shapes) {
                DateShape date = DateShape.parse(months.plain(shape.text()));
                if (date != null && date.shortYear() == shortYears) {
                    instants |= date.offset() || date.utc();
                    if (parts.add(describe(date, order))) {
                        expressions.add(expression(value, date, order, headerSaysUtc));
                    }
                }
            }
        }
        if (chosen != null && chosen.contains("%")) {
            expressions.add(0, moment("try_strptime(" + value + ", " + Sql.text(chosen) + ")"));
        }
        if (expressions.isEmpty()) {
            String sample = shapes.isEmpty()
                    ? ""
                    : ", such as " + Sql.text(shapes.get(0).smallest());
            throw ClvException.data(
                    "no-dates",
                    "Cannot read " + where + " as dates: no value" + sample + " has a known date format",
                    "Name the date column with --date, or its format with --date-format, as in --date-format dd/MM/yyyy.");
        }
        Reading reading = new Reading(
                "coalesce(" + String.join(", ", expressions) + ")", String.join(", ", parts), null, notices);
        return instants ? instants(reading) : reading;
    }

    private static boolean yearLast(MonthNames months, Shape shape) {
        DateShape date = DateShape.parse(months.plain(shape.text()));
        return date != null && date.kind() == DateShape.Kind.YEAR_LAST;
    }

    private DateOrder byEvidence(String text) throws SQLException {
        List<DateOrder.Witness> witnesses = sql.rows(
                "select left(trim(" + text + "), 8) as start, count(*), min(trim(" + text + ")) from " + relation
                        + " where trim(" + text + ") <> '' group by start",
                r -> DateOrder.witness(r.getString(1), r.getLong(2), r.getString(3)));
        long dayFirst = 0;
        long monthFirst = 0;
        long yearFirst = 0;
        DateOrder.Witness open = null;
        boolean dots = true;
        for (DateOrder.Witness w : witnesses) {
            dayFirst += w.dayFirst();
            monthFirst += w.monthFirst();
            yearFirst += w.yearFirst();
            open = w.open() && open == null ? w : open;
            dots &= w.separator() == '.' || w.separator() == 0;
        }
        if (yearFirst > CONTRARY * (dayFirst + monthFirst)) {
            return DateOrder.YEAR_FIRST;
        }
        if (dayFirst > 0 && monthFirst <= CONTRARY * dayFirst) {
            return DateOrder.DAY_FIRST;
        }
        if (monthFirst > 0 && dayFirst <= CONTRARY * monthFirst) {
            return DateOrder.MONTH_FIRST;
        }
        if (dayFirst > 0) {
            throw ClvException.user(
                    "mixed-dates",
                    "Cannot read " + where + ": " + dayFirst + " dates are day first and " + monthFirst
                            + " month first",
                    "Split the file, or say which one holds with --date-format dd/MM/yyyy or MM/dd/yyyy; the others go to quarantine.");
        }
        if (open == null || dots) {
            return DateOrder.DAY_FIRST;
        }
        throw ClvException.user(
                "ambiguous-dates",
                "Cannot tell day from month in " + where + ": " + open.readings()
                        + ", and no date in the column decides",
                "Say which with --date-format " + open.formats() + ".");
    }

    private static String describe(DateShape date, @Nullable DateOrder order) {
        return switch (date.kind()) {
            case YEAR_FIRST, YEAR_LAST, DAY_MONTH_NAME, MONTH_NAME_DAY -> format(date, order);
            case COMPACT -> "yyyymmdd";
            case COMPACT_TIME -> "yyyymmddHHMMSS";
            default -> date.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String format(DateShape date, @Nullable DateOrder order) {
        String s = date.separator();
        String year = date.shortYear() ? "%y" : "%Y";
        String day = switch (date.kind()) {
            case YEAR_FIRST -> "%Y" + s + "%m" + s + "%d";
            case DAY_MONTH_NAME -> "%d %b " + year;
            case MONTH_NAME_DAY -> "%b %d " + year;
            default ->
                order == DateOrder.MONTH_FIRST
                        ? "%m" + s + "%d" + s + year
                        : order == DateOrder.YEAR_FIRST && date.shortYear()
                                ? "%y" + s + "%m" + s + "%d"
                                : "%d" + s + "%m" + s + year;
        };
        return day + date.time();
    }

    private String expression(String value, DateShape date, @Nullable DateOrder order, boolean headerSaysUtc) {
        String number = "try_cast(" + value + " as DOUBLE)";
        return switch (date.kind()) {
            case SERIAL -> digits(value, 5, serial(number));
            case EPOCH_SECONDS -> digits(value, 10, utc(micros(number + " * 1000000")));
            case EPOCH_MILLIS -> digits(value, 13, utc(micros(number + " * 1000")));
            case EPOCH_MICROS -> digits(value, 16, utc(micros(number)));
            case COMPACT -> digits(value, 8, moment("try_strptime(" + value + ", '%Y%m%d')"));
            case COMPACT_TIME -> digits(value, 14, moment("try_strptime(" + value + ", '%Y%m%d%H%M%S')"));
            default -> {
                String parsed = "try_strptime(" + value + ", " + Sql.text(format(date, order)) + ")";
                if (date.offset()) {
                    yield local(parsed);
                }
                yield date.utc() || headerSaysUtc ? utc(parsed) : moment(parsed);
            }
        };
    }

    /** Excel counts days; seconds are as exact as its fractions are. */
    private String serial(String number) {
        return grain == Grain.DAY
                ? "(DATE '1899-12-30' + try_cast(floor(" + number + ") as INTEGER))::DATE"
                : moment("(TIMESTAMP '1899-12-30' + to_seconds(round(" + number + " * 86400)))");
    }

    private static String micros(String number) {
        return "make_timestamp(try_cast(" + number + " as BIGINT))";
    }

    /** The expression for values of so many digits before any decimal point, and null for all others. */
    private static String digits(String value, int count, String expression) {
        return "case when length(split_part(" + value + ", '.', 1)) = " + count + " then " + expression + " end";
    }

    private boolean utcDays() {
        return zone.normalized().equals(ZoneOffset.UTC);
    }

    /** What a timestamp that is in the business zone becomes. */
    private String moment(String timestamp) {
        if (grain == Grain.DAY) {
            return timestamp + "::DATE";
        }
        return utcDays()
                ? timestamp + "::TIMESTAMP"
                : "timezone('UTC', timezone(" + Sql.text(zone.getId()) + ", " + timestamp + "::TIMESTAMP))";
    }

    /** What a timestamp that is UTC becomes. */
    private String utc(String timestamp) {
        if (grain == Grain.INSTANT) {
            return timestamp + "::TIMESTAMP";
        }
        return utcDays() ? timestamp + "::DATE" : local("timezone('UTC', " + timestamp + ")");
    }

    /** What an instant with its offset becomes. */
    private String local(String instant) {
        return grain == Grain.INSTANT
                ? "timezone('UTC', " + instant + ")"
                : "timezone(" + Sql.text(utcDays() ? "UTC" : zone.getId()) + ", " + instant + ")::DATE";
    }

    private Reading instants(Reading reading) {
        if (grain == Grain.INSTANT) {
            return reading;
        }
        List<Notice> notices = new ArrayList<>(reading.notices());
        notices.add(new Notice(
                "time-zone",
                "The times in " + where + " are instants; they became days in the time zone "
                        + (utcDays() ? "UTC" : zone.getId()) + "."));
        return new Reading(reading.expression(), reading.description(), null, notices);
    }
}
