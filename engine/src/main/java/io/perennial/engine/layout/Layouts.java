// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.layout;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Header;
import io.perennial.engine.sheet.KnownHeaders;
import io.perennial.engine.sheet.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The layouts we know: those of other systems, which are TOML files beside this class listed in {@code layouts.txt}, and those of the ledger's own
 * tables.
 */
public final class Layouts implements KnownHeaders {
    /** Columns that those who fill warehouses put into every table. */
    private static final Set<String> SYNCED = Set.of("fivetransynced", "airbyteextractedat", "sdcreceivedat");

    private final List<Layout> others;
    private final List<Layout> canonical;
    private final List<Layout> generic;
    private final Set<String> headers = new HashSet<>();

    private Layouts(List<Layout> others, List<Layout> canonical, List<Layout> generic) {
        this.others = List.copyOf(others);
        this.generic = List.copyOf(generic);
        this.canonical = List.copyOf(canonical);
        for (Layout layout : all()) {
            for (LayoutColumn column : layout.columns().values()) {
                column.headers().forEach(header -> headers.add(Header.squeezed(header)));
            }
        }
    }

    /**
     * Everything that is built in.
     *
     * @param ledger a connection on which the tables of the ledger exist
     */
    public static Layouts load(Sql ledger) throws SQLException {
        return new Layouts(BuiltIn.OTHERS, CanonicalLayouts.of(ledger), BuiltIn.GENERIC);
    }

    /** Read once: parsing takes longer than importing a small file. */
    private static final class BuiltIn {
        static final List<Layout> OTHERS = List.copyOf(resources("layouts.txt"));
        static final List<Layout> GENERIC = List.copyOf(resources("generic.txt"));
    }

    private static List<Layout> resources(String list) {
        List<Layout> layouts = new ArrayList<>();
        for (String name : Sql.resource(Layouts.class, list).lines().toList()) {
            if (!name.isBlank() && !name.startsWith("#")) {
                layouts.add(LayoutToml.read(Sql.resource(Layouts.class, name.strip() + ".toml"), name.strip()));
            }
        }
        return layouts;
    }

    /**
     * The layout in a user's file.
     *
     * @throws ClvException if it cannot be read or is no layout
     */
    public static Layout read(Path file) {
        try {
            return LayoutToml.read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw ClvException.user(
                    "layout-unreadable",
                    "Cannot read the layout " + file + ": " + e.getMessage(),
                    "Check the name and the folder.");
        }
    }

    /**
     * The layout that a text describes.
     *
     * @param where it stands, for messages
     */
    public static Layout parse(String text, String where) {
        return LayoutToml.read(text, where);
    }

    /** All of them: those of other systems, those of the ledger's tables, and those by which an unknown table is guessed. */
    public List<Layout> all() {
        List<Layout> all = new ArrayList<>(others);
        all.addAll(canonical);
        all.addAll(generic);
        return all;
    }

    /**
     * The layout of that name.
     *
     * @throws ClvException if there is none
     */
    public Layout named(String name) {
        return all().stream()
                .filter(layout -> layout.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "layout-unknown",
                        "--as must name a layout, was '" + name + "'",
                        "clv import --list-layouts shows their names; --map FILE.toml uses one of your own."));
    }

    /**
     * The layout whose headers a table has; of several the one that asks for most. A table that has no other columns than those of the ledger is one of
     * the ledger's.
     *
     * <p>A table that no layout asks for is guessed from what its columns are called, unless it was copied into a warehouse.
     *
     * @throws ClvException if two fit equally well
     */
    public Optional<Layout> recognise(Sheet sheet) {
        Set<String> present =
                sheet.columns().stream().map(c -> Header.squeezed(c.name())).collect(Collectors.toSet());
        Set<String> also = new HashSet<>(present);
        sheet.columns().forEach(column -> also.add(Header.plain(column.name())));
        List<Layout> best = List.of();
        for (List<Layout> family : List.of(canonical, others)) {
            List<Layout> fitting = family.stream()
                    .filter(layout -> fits(layout, also, sheet.file()) && hasNeeded(layout, sheet))
                    .filter(layout -> family != canonical || CanonicalLayouts.fits(layout, present))
                    .toList();
            int most = fitting.stream().mapToInt(Layouts::demand).max().orElse(0);
            best = fitting.stream().filter(layout -> demand(layout) == most).toList();
            if (!best.isEmpty()) {
                break;
            }
        }
        if (best.isEmpty()) {
            return mayGuess(sheet) ? guess(sheet) : Optional.empty();
        }
        return Optional.of(only(best, sheet));
    }

    /**
     * Whether what a table is may be told by what its columns are called. Of the hundreds of tables of a warehouse many look like orders or customers that
     * are not: checkouts left behind, credit, comments. Which is which must be said.
     */
    public static boolean mayGuess(Sheet sheet) {
        return sheet.columns().stream().noneMatch(column -> SYNCED.contains(Header.squeezed(column.name())));
    }

    /**
     * The generic layout whose columns an unknown table has, narrowed to the headers that it has; of several the one of which it has most.
     *
     * @throws ClvException if two fit equally well
     */
    private Optional<Layout> guess(Sheet sheet) {
        List<Layout> best = new ArrayList<>();
        long most = 0;
        for (Layout layout : generic) {
            boolean fits = layout.columns().values().stream()
                            .allMatch(column -> column.optional() || column(sheet, column) != null)
                    && hasNeeded(layout, sheet);
            long found = layout.columns().values().stream()
                    .map(column -> column(sheet, column))
                    .filter(Objects::nonNull)
                    .distinct()
                    .count();
            if (fits && found >= most) {
                if (found > most) {
                    best.clear();
                }
                best.add(layout);
                most = found;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(narrowed(only(best, sheet), sheet));
    }

    private static Layout only(List<Layout> best, Sheet sheet) {
        if (best.size() > 1) {
            throw ClvException.user(
                    "layout-ambiguous",
                    "Cannot tell what " + sheet.file() + " is: it looks like "
                            + String.join(
                                    " and ", best.stream().map(Layout::name).toList()),
                    "Say which with --as " + best.get(0).name() + ".");
        }
        return best.get(0);
    }

    /** The layout with nothing but the headers of this table. */
    private static Layout narrowed(Layout layout, Sheet sheet) {
        Map<String, LayoutColumn> columns = new LinkedHashMap<>();
        List<String> headers = new ArrayList<>();
        for (LayoutColumn column : layout.columns().values()) {
            Column found = column(sheet, column);
            columns.put(
                    column.name(),
                    found == null ? column.with(List.of(column.name())) : column.with(List.of(found.name())));
            if (found != null) {
                headers.add(found.name());
            }
        }
        Layout narrowed = new Layout(
                layout.name(),
                layout.title(),
                layout.source(),
                headers,
                List.of(),
                List.of(),
                null,
                layout.currency(),
                null,
                columns,
                layout.derived(),
                layout.rules(),
                layout.facts(),
                "");
        return narrowed.withText(LayoutToml.write(narrowed));
    }

    /** The layout as a file that a user can change and give back. */
    public static String toml(Layout layout) {
        return LayoutToml.write(layout);
    }

    /** The column of the table that a column of a layout is; null if the table lacks it. */
    public static @Nullable Column column(Sheet sheet, LayoutColumn wanted) {
        for (String header : wanted.headers()) {
            String squeezed = Header.squeezed(header);
            for (Column column : sheet.columns()) {
                if (Header.squeezed(column.name()).equals(squeezed)) {
                    return column;
                }
            }
            // The currency may stand behind it: Amount spent (EUR).
            for (Column column : sheet.columns()) {
                if (Header.plain(column.name()).equals(squeezed)) {
                    return column;
                }
            }
        }
        return null;
    }

    @Override
    public long known(List<String> cells) {
        return cells.stream()
                .map(Header::squeezed)
                .filter(headers::contains)
                .distinct()
                .count();
    }

    private static boolean fits(Layout layout, Set<String> present, String file) {
        return present.containsAll(squeezed(layout.headers()))
                && layout.without().stream().map(Header::squeezed).noneMatch(present::contains)
                && named(layout.file(), file);
    }

    private static boolean hasNeeded(Layout layout, Sheet sheet) {
        return layout.needs().stream()
                .allMatch(group -> group.stream()
                        .map(layout.columns()::get)
                        .anyMatch(column -> column != null && column(sheet, column) != null));
    }

    /** How much a layout asks for; a pattern of the file's name tells apart what the headers do not. */
    private static int demand(Layout layout) {
        return 2 * squeezed(layout.headers()).size() + (layout.file() == null ? 0 : 1);
    }

    private static Set<String> squeezed(List<String> headers) {
        return headers.stream().map(Header::squeezed).collect(Collectors.toSet());
    }

    private static boolean named(@Nullable String pattern, String file) {
        if (pattern == null) {
            return true;
        }
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        String regex =
                pattern.toLowerCase(Locale.ROOT).replaceAll("[^\\w*]", "\\\\$0").replace("*", ".*");
        return name.toLowerCase(Locale.ROOT).matches(regex);
    }
}
