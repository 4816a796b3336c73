// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Header;
import io.perennial.engine.sheet.Sheet;
import io.perennial.engine.sheet.Sheets;
import io.perennial.engine.sheet.Workspace;
import java.io.IOException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads subscriptions, a row each with start and end; tenures, with whether they ended; or cohorts with a count of active customers for each period. */
final class TenureTable {
    private static final List<String> START = List.of(
            "startdate", "start", "startedat", "createddate", "createdat", "created", "signupdate", "subscribedat");
    private static final List<String> END = List.of(
            "enddate",
            "end",
            "endedat",
            "canceleddate",
            "cancelleddate",
            "canceledat",
            "cancelledat",
            "cancellationdate",
            "churndate",
            "churnedat");
    private static final List<String> OBSERVED = List.of("observedfrom");
    private static final List<String> TENURE = List.of("tenure", "tenuremonths");
    private static final List<String> LEFT = List.of("churn", "churned", "left", "exited");
    private static final List<String> PERIOD = List.of("period");
    private static final List<String> ACTIVE = List.of("active");
    private static final int SHOWN = 5;

    /** Nobody's contract is older; such dates are placeholders. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    /**
     * @param rows at least one
     * @param until null for cohorts and tenures
     */
    record Read(List<TenureRow> rows, @Nullable LocalDate until, List<Notice> warnings) {}

    private record Subscription(
            LocalDate start, @Nullable LocalDate end, LocalDate observed, String group, List<String> covariates) {}

    private final TenureRequest request;
    private final List<String> problems = new ArrayList<>();
    private final List<Notice> warnings = new ArrayList<>();

    private TenureTable(TenureRequest request) {
        this.request = request;
    }

    /** @throws ClvException if the file cannot be read, lacks a column, or has rows that break a rule; the message names all of them, up to five in words */
    static Read read(TenureRequest request) {
        try (io.perennial.engine.workspace.Workspace database = io.perennial.engine.workspace.Workspace.open();
                Workspace files = new Workspace()) {
            Sql sql = new Sql(database.connection());
            Sheet sheet = new Sheets(
                            sql,
                            files,
                            cells -> cells.stream()
                                    .filter(cell -> known(Header.squeezed(cell)))
                                    .count())
                    .open(request.file(), null);
            return new TenureTable(request).read(sql, sheet);
        } catch (SQLException e) {
            throw ClvException.data(
                    "table-unreadable", "Cannot read " + request.file() + ": " + Sql.firstLine(e), "Check the file.");
        } catch (IOException e) {
            throw ClvException.resource(
                    "table-unreadable", "Cannot read " + request.file() + ": " + e.getMessage(), "Check the file.", e);
        }
    }

    private static boolean known(String header) {
        return Stream.of(START, END, OBSERVED, TENURE, LEFT, PERIOD, ACTIVE).anyMatch(names -> names.contains(header));
    }

    private Read read(Sql sql, Sheet sheet) throws SQLException {
        Optional<Column> period = find(sheet, PERIOD);
        Optional<Column> active = find(sheet, ACTIVE);
        Optional<Column> tenure = find(sheet, TENURE);
        Optional<Column> left = find(sheet, LEFT);
        Read read;
        if (period.isPresent() && active.isPresent()) {
            read = cohorts(sql, sheet, period.get(), active.get());
        } else if (find(sheet, START).isEmpty() && tenure.isPresent() && left.isPresent()) {
            read = tenures(sql, sheet, tenure.get(), left.get());
        } else {
            read = subscriptions(sql, sheet);
        }
        if (!problems.isEmpty()) {
            String more = problems.size() > SHOWN ? "; and %d more rows".formatted(problems.size() - SHOWN) : "";
            throw ClvException.data(
                    "tenure-rows-wrong",
                    "Cannot use %d %s of %s, counted from 1 below the header: "
                                    .formatted(problems.size(), problems.size() == 1 ? "row" : "rows", request.file())
                            + problems.stream().limit(SHOWN).collect(Collectors.joining("; "))
                            + more,
                    "Correct these rows; dates are written like 2024-12-31.");
        }
        if (read.rows().isEmpty()) {
            throw ClvException.data(
                    "tenure-empty", request.file() + " has no customer to learn from", "Give a table with rows.");
        }
        return read;
    }

    private static Optional<Column> find(Sheet sheet, List<String> names) {
        return sheet.columns().stream()
                .filter(column -> names.contains(Header.squeezed(column.name())))
                .findFirst();
    }

    private Column named(Sheet sheet, String name) {
        return find(sheet, List.of(Header.squeezed(name)))
                .orElseThrow(() -> ClvException.user(
                        "column-unknown",
                        "%s must have a column %s".formatted(request.file(), name),
                        "It has " + sheet.columns().stream().map(Column::name).collect(Collectors.joining(", "))
                                + "."));
    }

    private static List<String[]> cells(Sql sql, Sheet sheet, List<Column> columns) throws SQLException {
        String text = columns.stream()
                .map(column -> "cast(" + column.expression() + " as varchar)")
                .collect(Collectors.joining(", "));
        return sql.rows(
                Sql.template(TenureTable.class, "tenure", Map.of("columns", text, "from", sheet.from())), row -> {
                    String[] cells = new String[columns.size()];
                    for (int j = 0; j < cells.length; j++) {
                        String cell = row.getString(j + 1);
                        String bare = cell == null ? "" : cell.strip();
                        cells[j] = Sheet.blankWords().contains(bare.toLowerCase(Locale.ROOT)) ? "" : bare;
                    }
                    return cells;
                });
    }

    private Read cohorts(Sql sql, Sheet sheet, Column period, Column active) throws SQLException {
        if (!request.covariates().isEmpty()) {
            throw ClvException.user(
                    "covariates-of-cohorts",
                    "--depends-on needs a row per customer, %s has counts".formatted(request.file()),
                    "Give a table of subscriptions, or compare cohorts with --stratum.");
        }
        List<Column> columns = new ArrayList<>(List.of(period, active));
        String stratum = request.stratum();
        if (stratum != null) {
            columns.add(named(sheet, stratum));
        }
        List<String[]> cells = cells(sql, sheet, columns);
        CohortCounts counts = new CohortCounts(problems);
        for (int i = 0; i < cells.size(); i++) {
            String[] row = cells.get(i);
            counts.add(i + 1, row[0], row[1], stratum == null ? "" : row[2]);
        }
        return new Read(counts.rows(), null, warnings);
    }

    /** Customers with the periods that they have been there, and whether they left at the end of them. */
    private Read tenures(Sql sql, Sheet sheet, Column tenure, Column left) throws SQLException {
        List<Column> columns = new ArrayList<>(List.of(tenure, left));
        String stratum = request.stratum();
        if (stratum != null) {
            columns.add(named(sheet, stratum));
        }
        request.covariates().forEach(name -> columns.add(named(sheet, name)));
        int first = stratum == null ? 2 : 3;
        CountedTenures counted = new CountedTenures(tenure.name(), left.name(), problems);
        List<String[]> cells = cells(sql, sheet, columns);
        for (int i = 0; i < cells.size(); i++) {
            String[] row = cells.get(i);
            counted.add(
                    i + 1,
                    row[0],
                    row[1],
                    stratum == null ? "" : row[2],
                    List.of(row).subList(first, row.length));
        }
        return new Read(counted.rows(), null, warnings);
    }

    static String quoted(String cell) {
        return cell.isEmpty() ? "blank" : "'" + cell + "'";
    }

    private Read subscriptions(Sql sql, Sheet sheet) throws SQLException {
        List<Column> columns = new ArrayList<>();
        columns.add(find(sheet, START).orElseGet(() -> named(sheet, "start_date")));
        columns.add(find(sheet, END).orElseGet(() -> named(sheet, "end_date")));
        Optional<Column> observed = find(sheet, OBSERVED);
        observed.ifPresent(columns::add);
        String stratum = request.stratum();
        if (stratum != null) {
            columns.add(named(sheet, stratum));
        }
        request.covariates().forEach(name -> columns.add(named(sheet, name)));
        int group = observed.isPresent() ? 3 : 2;
        int first = stratum == null ? group : group + 1;
        List<Subscription> all = new ArrayList<>();
        List<String[]> cells = cells(sql, sheet, columns);
        for (int i = 0; i < cells.size(); i++) {
            String[] row = cells.get(i);
            int line = i + 1;
            LocalDate start = date(line, columns.get(0), row[0]);
            LocalDate end = row[1].isEmpty() ? null : date(line, columns.get(1), row[1]);
            LocalDate seen = group == 2 || row[2].isEmpty() ? start : date(line, columns.get(2), row[2]);
            if (start == null || seen == null || (end == null && !row[1].isEmpty())) {
                continue;
            }
            if (end != null && end.isBefore(start)) {
                problems.add("row %d ends on %s, before its start on %s".formatted(line, end, start));
            } else if (end != null && end.isBefore(seen)) {
                problems.add("row %d ends on %s, before it is observed from %s".formatted(line, end, seen));
            }
            all.add(new Subscription(
                    start,
                    end,
                    seen.isBefore(start) ? start : seen,
                    stratum == null ? "" : row[group],
                    List.of(row).subList(first, row.length)));
        }
        return problems.isEmpty() ? seen(all) : new Read(List.of(), null, warnings);
    }

    private @Nullable LocalDate date(int line, Column column, String text) {
        try {
            LocalDate day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            if (!day.isBefore(EARLIEST)) {
                return day;
            }
            problems.add(
                    "row %d, %s must be in %d or later: %s".formatted(line, column.name(), EARLIEST.getYear(), day));
            return null;
        } catch (DateTimeException e) {
            problems.add("row %d, %s is not a date: %s".formatted(line, column.name(), quoted(text)));
            return null;
        }
    }

    private Read seen(List<Subscription> all) {
        LocalDate until = request.until();
        if (until == null) {
            until = all.stream()
                    .flatMap(s -> Optional.ofNullable(s.end).or(() -> Optional.of(s.observed)).stream())
                    .max(LocalDate::compareTo)
                    .orElse(null);
            if (until != null) {
                warnings.add(new Notice(
                        "until-assumed",
                        "Nobody said when observation ended; the last day in the table, %s, is taken. State it with --until."
                                .formatted(until)));
            }
        }
        List<TenureRow> rows = new ArrayList<>();
        int later = 0;
        for (Subscription each : all) {
            if (until == null || each.observed.isAfter(until)) {
                later++;
                continue;
            }
            LocalDate end = each.end;
            boolean ended = end != null && !end.isAfter(until);
            int entry = request.period().complete(each.start, each.observed);
            int exit = end != null && ended
                    ? request.period().begun(each.start, end)
                    : request.period().complete(each.start, until);
            // who ends at the very renewal he was first seen at tells nothing of later ones
            rows.add(
                    new TenureRow(entry, Math.max(entry, exit), ended && exit > entry, 1, each.group, each.covariates));
        }
        if (later > 0) {
            warnings.add(new Notice(
                    "begins-later",
                    "%d of %d rows come under observation after %s and are left out."
                            .formatted(later, all.size(), until)));
        }
        return new Read(rows, until, warnings);
    }
}
