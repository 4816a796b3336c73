// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.cell.DateJudge;
import io.perennial.engine.cell.NumberJudge;
import io.perennial.engine.cell.Reading;
import io.perennial.engine.layout.CellType;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.layout.LayoutColumn;
import io.perennial.engine.layout.Layouts;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Header;
import io.perennial.engine.sheet.Sheet;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of a layout found in a sheet, and the SQL that types their cells. */
final class Cells {
    /**
     * A column of the layout in this sheet.
     *
     * @param found the sheet's column; null if the sheet lacks it
     * @param raw name of the staged column
     */
    record Cell(LayoutColumn column, @Nullable Column found, String raw) {
        String header() {
            return found == null ? column.name() : found.name();
        }
    }

    private static final int HEADERS_SHOWN = 4;

    /** As they are commonly written. */
    private static final String BLANK = Sheet.blankWords().stream()
            .flatMap(word -> Stream.of(word, word.toUpperCase(Locale.ROOT), capitalised(word)))
            .distinct()
            .map(Sql::text)
            .collect(Collectors.joining(", ", "(", ", 'NaN')"));

    private static final String TRUE = "('true', 't', 'yes', 'y', '1', 'x', 'ja', 'oui', 'si', 'sí', 'sim')";
    private static final String FALSE = "('false', 'f', 'no', 'n', '0', 'nein', 'non', 'não', 'nao')";

    private final Sql sql;
    private final Sheet sheet;
    private final ImportRequest request;
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final Map<String, String> expressions = new LinkedHashMap<>();
    private final Map<String, String> readings = new LinkedHashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    /** True if no text needs to be trimmed or compared with words that stand for nothing. */
    private boolean tidy;

    private @Nullable String currency;

    Cells(Sql sql, Sheet sheet, Layout layout, ImportRequest request) {
        this.sql = sql;
        this.sheet = sheet;
        this.request = request;
        for (LayoutColumn column : layout.columns().values()) {
            Column found = find(sheet, column);
            if (found == null && !column.optional()) {
                throw ClvException.user(
                        "column-missing",
                        "Cannot import " + sheet.file() + " as " + layout.name() + ": it has no column "
                                + named(column),
                        "Its columns are: "
                                + String.join(
                                        ", ",
                                        sheet.columns().stream()
                                                .map(Column::name)
                                                .limit(100)
                                                .toList())
                                + ".");
            }
            cells.put(column.name(), new Cell(column, found, "clv_r" + (cells.size() + 1)));
        }
    }

    /** A generic layout knows a hundred headers for a date; a few of them say what is meant. */
    private static String named(LayoutColumn column) {
        List<String> headers = column.headers();
        if (headers.isEmpty()) {
            return column.name();
        }
        String some = headers.stream().limit(HEADERS_SHOWN).collect(Collectors.joining(" or "));
        int more = headers.size() - HEADERS_SHOWN;
        return more > 0 ? some + " or the like, for " + column.name() : some;
    }

    private static @Nullable Column find(Sheet sheet, LayoutColumn wanted) {
        Column found = Layouts.column(sheet, wanted);
        String path = wanted.path();
        if (path != null && wanted.headers().isEmpty() && sheet.format().equals("JSON")) {
            return new Column(
                    wanted.name(), "VARCHAR", "json_extract_string(object, " + Sql.text(path) + ")", List.of());
        }
        if (found == null || path == null) {
            return found;
        }
        return new Column(
                found.name(),
                "VARCHAR",
                "json_extract_string(try_cast(" + found.expression() + " as JSON), " + Sql.text(path) + ")",
                List.of());
    }

    Map<String, Cell> cells() {
        return cells;
    }

    List<Check> checks() {
        return checks;
    }

    List<Notice> notices() {
        return notices;
    }

    /** How the columns are read, in words, by name in the layout. */
    Map<String, String> readings() {
        return readings;
    }

    /** ISO code that amounts or their headers carry, or null. */
    @Nullable
    String currency() {
        return currency;
    }

    /** Select list that stages the cells as they stand. */
    List<String> staged() {
        List<String> staged = new ArrayList<>();
        for (Cell cell : cells.values()) {
            if (cell.found() != null) {
                staged.add(cell.found().expression() + " as " + cell.raw());
            }
        }
        return staged;
    }

    /** Select list that types the staged cells, judged over all of them. */
    List<String> typed(String relation) throws SQLException {
        return typed((cell, found) -> expression(relation, cell, found));
    }

    /**
     * Select list that types the cells as the first of them suggest; empty if they do not suffice. If any cell then breaks one of the {@link #checks}, the
     * columns must be judged as a whole.
     */
    List<String> assumed() throws SQLException, IOException {
        tidy = sheet.lines().tidy();
        boolean[] sure = {true};
        List<String> typed = typed((cell, found) -> {
            Optional<String> assumed = assumedExpression(cell, found);
            sure[0] &= assumed.isPresent();
            return assumed.orElse("null");
        });
        return sure[0] ? typed : List.of();
    }

    private interface Typing {
        String expression(Cell cell, Column found) throws SQLException;
    }

    private List<String> typed(Typing typing) throws SQLException {
        List<String> typed = new ArrayList<>();
        for (Cell cell : cells.values()) {
            String expression = cell.found() == null
                    ? "null::" + sqlType(cell.column().type())
                    : typing.expression(cell, cell.found());
            expressions.put(cell.column().name(), expression);
            typed.add(expression + " as " + Sql.name(cell.column().name()));
        }
        return typed;
    }

    private Optional<String> assumedExpression(Cell cell, Column found) throws SQLException {
        CellType type = cell.column().type();
        return switch (type) {
            case TEXT, EMAIL, JSON, BOOLEAN -> Optional.of(expression("", cell, found));
            case DATE, INSTANT -> {
                DateJudge judge = new DateJudge(sql, "", where(found), request.zone());
                boolean chosen = cell.column().format() != null || request.dateFormat() != null;
                Optional<Reading> reading = chosen
                        ? Optional.empty()
                        : (type == CellType.INSTANT ? judge.ofInstants() : judge).assumed(cell.raw(), found);
                yield reading.map(known -> dated(known, cell, found));
            }
            case NUMBER, RATE ->
                new NumberJudge(sql, "", where(found), sqlType(type))
                        .assumed(found, cell.raw())
                        .map(known -> numbered(known, cell, found).expression());
            case INTEGER, MINOR_UNITS -> Optional.empty();
        };
    }

    private String where(Column found) {
        return sheet.file() + ", column " + Sql.text(found.name());
    }

    private static String sqlType(CellType type) {
        return switch (type) {
            case NUMBER, MINOR_UNITS -> NumberJudge.TYPE;
            case RATE -> "DECIMAL(28,12)";
            case INTEGER -> "BIGINT";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case INSTANT -> "TIMESTAMP";
            default -> "VARCHAR";
        };
    }

    private String expression(String relation, Cell cell, Column found) throws SQLException {
        String raw = cell.raw();
        String where = where(found);
        CellType type = cell.column().type();
        return switch (type) {
            case TEXT -> text(found, raw);
            case EMAIL -> "lower(" + text(found, raw) + ")";
            case JSON -> found.text() ? "nullif(trim(" + raw + "), '')" : raw + "::JSON::VARCHAR";
            case BOOLEAN -> bool(cell, found);
            case DATE, INSTANT -> date(relation, cell, found, where);
            case INTEGER -> {
                Reading reading = number(new NumberJudge(sql, relation, where, "DECIMAL(38,4)"), cell, found);
                String value = "(" + reading.expression() + ")";
                checks.add(check("not-a-whole-number", value + " <> floor(" + value + ")", cell));
                yield "try_cast(" + value + " as BIGINT)";
            }
            case MINOR_UNITS -> {
                Reading reading = number(new NumberJudge(sql, relation, where, "DECIMAL(28,4)"), cell, found);
                String currency = cell.column().currency();
                String code = currency == null
                        ? request.currency() == null ? "null" : Sql.text(request.currency())
                        : expressions.getOrDefault(currency, "null");
                yield "try_cast(minor(" + reading.expression() + ", " + code + ") as " + NumberJudge.TYPE + ")";
            }
            case NUMBER, RATE ->
                number(new NumberJudge(sql, relation, where, sqlType(type)), cell, found)
                        .expression();
        };
    }

    private String text(Column found, String raw) {
        if (!found.text()) {
            return raw + "::VARCHAR";
        }
        if (tidy) {
            return raw;
        }
        return "case when strlen(" + raw + ") < 7 and " + raw + " in " + BLANK + " then null else nullif(trim(" + raw
                + "), '') end";
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String blank(Column found, String raw) {
        return found.text() && !tidy ? "coalesce(" + text(found, raw) + ", '') = ''" : raw + " is null";
    }

    private Check check(String code, String condition, Cell cell) {
        return new Check(code, condition, cell.header(), Reasons.of(code));
    }

    private String bool(Cell cell, Column found) {
        String raw = cell.raw();
        if (found.type().equals("BOOLEAN")) {
            return raw;
        }
        String value = "lower(trim(" + raw + "::VARCHAR))";
        String expression =
                "case when " + value + " in " + TRUE + " then true when " + value + " in " + FALSE + " then false end";
        checks.add(check(
                "not-yes-or-no",
                Sql.name(cell.column().name()) + " is null and not (" + blank(found, raw) + ")",
                cell));
        readings.put(cell.column().name(), "yes or no");
        return expression;
    }

    private String date(String relation, Cell cell, Column found, String where) throws SQLException {
        String raw = cell.raw();
        CellType type = cell.column().type();
        if (sql.count("select count(*) from " + relation + " where not (" + blank(found, raw) + ")") == 0) {
            return "null::" + sqlType(type);
        }
        DateJudge judge = new DateJudge(sql, relation, where, request.zone());
        String chosen = cell.column().format() != null ? cell.column().format() : request.dateFormat();
        return dated((type == CellType.INSTANT ? judge.ofInstants() : judge).judge(raw, found, chosen), cell, found);
    }

    private String dated(Reading reading, Cell cell, Column found) {
        notices.addAll(reading.notices());
        readings.put(cell.column().name(), reading.description());
        checks.add(check(
                "invalid-date",
                Sql.name(cell.column().name()) + " is null and not (" + blank(found, cell.raw()) + ")",
                cell));
        return reading.expression();
    }

    private Reading number(NumberJudge judge, Cell cell, Column found) throws SQLException {
        return numbered(judge.judge(found, cell.raw()), cell, found);
    }

    private Reading numbered(Reading reading, Cell cell, Column found) {
        String raw = cell.raw();
        notices.addAll(reading.notices());
        readings.put(cell.column().name(), reading.description());
        if (currency == null) {
            currency = reading.currency() != null ? reading.currency() : Header.currency(found.name());
        }
        String unread = Sql.name(cell.column().name()) + " is null and not (" + blank(found, raw) + ")";
        checks.add(check(
                "amount-too-large",
                unread + " and length(regexp_replace(" + raw + "::VARCHAR, '[^0-9]', '', 'g')) > 14 and regexp_matches("
                        + raw + "::VARCHAR, '^\\D{0,4}\\d[\\d.,'' ]*\\D{0,4}$')",
                cell));
        checks.add(check("not-a-number", unread, cell));
        return reading;
    }
}
