// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Header;
import io.perennial.engine.sheet.Sheet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The role of each column of one sheet. A customer may have several: where the first is blank the next one tells who it is. */
final class Recognition {
    private static final Pattern DATE = Pattern.compile(
            "(19|20)\\d{2}[01]\\d[0-3]\\d|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].*)?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}( .*)?");
    private static final Pattern FRACTIONAL = Pattern.compile("[^\\p{L}\\d]*\\d[\\d.,' ]*[.,]\\d{1,4}\\D{0,4}");

    private final Sheet sheet;
    private final Map<Role, List<Integer>> columns = new EnumMap<>(Role.class);
    private final Map<Role, String> how = new EnumMap<>(Role.class);
    private final Map<Role, String> doubtful = new EnumMap<>(Role.class);

    private boolean charges;
    private boolean named;

    private Recognition(Sheet sheet) {
        this.sheet = sheet;
    }

    static Recognition of(Sheet sheet, ColumnChoices choices, HeaderWords words) {
        Recognition result = new Recognition(sheet);
        if (sheet.header()) {
            result.byHeader(words);
        } else {
            result.byContent();
        }
        for (Role role : Role.values()) {
            String choice = choices.choice(role);
            if (choice != null) {
                result.choose(role, choice);
            }
        }
        result.settleAmount(choices);
        result.refuseDoubt();
        return result;
    }

    /** The same roles on the same columns of the sheet opened again. */
    Recognition on(Sheet again) {
        Recognition copy = new Recognition(again);
        copy.columns.putAll(columns);
        copy.how.putAll(how);
        copy.charges = charges;
        copy.named = named;
        return copy;
    }

    Sheet sheet() {
        return sheet;
    }

    boolean has(Role role) {
        return columns.containsKey(role);
    }

    /** How the columns were found where a reader might doubt it. */
    List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        if (how.containsValue("content")) {
            notices.add(new Notice(
                    "no-header",
                    sheet.file() + " has no header; its columns were told by their content: "
                            + String.join(
                                    ", ",
                                    mappings().stream()
                                            .map(m -> m.role() + " = " + m.column())
                                            .toList()) + "."));
        }
        if (named && "header".equals(how.get(Role.CUSTOMER))) {
            notices.add(new Notice(
                    "customers-by-name",
                    "The customers of " + sheet.file() + " are told apart by '"
                            + column(Role.CUSTOMER).name() + "'; people of one name count as one."));
        }
        if (charges
                && has(Role.AMOUNT)
                && Header.squeezed(column(Role.AMOUNT).name()).contains("total")) {
            notices.add(new Notice(
                    "total-as-charged",
                    "The amount of an order in " + sheet.file() + " is its '"
                            + column(Role.AMOUNT).name() + "' as charged; taxes and shipping in it count as revenue."));
        }
        return notices;
    }

    /** The columns of a role, the first choice first. */
    List<Column> columns(Role role) {
        return columns.getOrDefault(role, List.of()).stream()
                .map(sheet.columns()::get)
                .toList();
    }

    Column column(Role role) {
        return columns(role).get(0);
    }

    /** True if the sheet has the column that a user named. */
    boolean has(String choice) {
        return position(choice) != null;
    }

    /** In a file of refunds the amount is what was given back. */
    void readAmountAsRefund() {
        List<Integer> amount = columns.remove(Role.AMOUNT);
        if (amount != null) {
            columns.put(Role.REFUND, amount);
            how.put(Role.REFUND, how.getOrDefault(Role.AMOUNT, "header"));
        }
    }

    boolean hasAmount() {
        return has(Role.AMOUNT) || (has(Role.PRICE) && has(Role.QUANTITY));
    }

    List<ColumnMapping> mappings() {
        List<ColumnMapping> mappings = new ArrayList<>();
        columns.forEach((role, at) -> {
            for (int i : at) {
                mappings.add(new ColumnMapping(
                        role.label(), sheet.file(), sheet.columns().get(i).name(), how.getOrDefault(role, "header")));
            }
        });
        return mappings;
    }

    /** Two sheets with the same signature are parts of one table. */
    String signature() {
        StringBuilder signature = new StringBuilder();
        columns.forEach((role, at) -> {
            signature.append(role);
            for (int i : at) {
                Column column = sheet.columns().get(i);
                signature
                        .append('\u0001')
                        .append(column.name())
                        .append('\u0001')
                        .append(column.type());
            }
        });
        return signature.append(sheet.inPlace()).toString();
    }

    private void byHeader(HeaderWords words) {
        List<String> headers = sheet.columns().stream().map(Column::name).toList();
        List<String> plain = HeaderWords.plain(headers);
        for (Role role : Role.values()) {
            List<Integer> found = words.find(role.label(), plain);
            if (!found.isEmpty()) {
                columns.put(role, List.of(found.get(0)));
                how.put(role, "header");
                if (found.size() > 1 && plain.get(found.get(0)).equals(plain.get(found.get(1)))) {
                    doubtful.put(role, headers.get(found.get(0)) + ", " + headers.get(found.get(1)));
                }
            }
        }
        charges = !words.find("charges", plain).isEmpty();
        identity(words, plain);
    }

    /** Who a customer is: its number, else its e-mail address, else its phone; its name only where there is nothing else. */
    private void identity(HeaderWords words, List<String> plain) {
        List<Integer> names = words.find("person", plain);
        if (names.isEmpty() && !has(Role.PRICE) && !has(Role.QUANTITY)) {
            names = words.find("name", plain);
        }
        List<Integer> identity = new ArrayList<>(columns.getOrDefault(Role.CUSTOMER, List.of()));
        identity.removeAll(names);
        identity.addAll(words.find("email", plain));
        identity.addAll(words.find("phone", plain));
        if (identity.isEmpty() && !names.isEmpty()) {
            identity.add(names.get(0));
            named = true;
        }
        if (!identity.isEmpty()) {
            columns.put(Role.CUSTOMER, List.copyOf(identity));
            how.put(Role.CUSTOMER, "header");
        }
    }

    /**
     * Without header: the first column of dates, the last column of numbers with decimals, and as the customer the leftmost of those columns that
     * have the most different values while some repeat.
     */
    private void byContent() {
        put(Role.DATE, first(i -> all(i, DATE)));
        for (int i = sheet.columns().size() - 1; i >= 0 && !has(Role.AMOUNT); i--) {
            if (!taken(i) && all(i, FRACTIONAL)) {
                put(Role.AMOUNT, i);
            }
        }
        int best = -1;
        long most = 1;
        for (int i = 0; i < sheet.columns().size(); i++) {
            List<String> samples = sheet.columns().get(i).samples();
            long different = samples.stream().distinct().count();
            if (!taken(i) && different > most && different < samples.size()) {
                best = i;
                most = different;
            }
        }
        put(Role.CUSTOMER, best);
    }

    private void put(Role role, int column) {
        if (column >= 0) {
            columns.put(role, List.of(column));
            how.put(role, "content");
        }
    }

    private int first(Predicate<Integer> test) {
        for (int i = 0; i < sheet.columns().size(); i++) {
            if (test.test(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean taken(int column) {
        return columns.values().stream().anyMatch(at -> at.contains(column));
    }

    private boolean all(int column, Pattern pattern) {
        List<String> samples = sheet.columns().get(column).samples();
        long filled = samples.stream().filter(s -> !s.isBlank()).count();
        long fitting = samples.stream()
                .filter(s -> pattern.matcher(s.strip()).matches())
                .count();
        return filled > 0 && fitting >= 0.9 * filled;
    }

    private void choose(Role role, String choice) {
        Integer at = position(choice);
        if (at == null) {
            // With several files a named column may be in one of them only; the plan finds out what is missing.
            columns.remove(role);
            return;
        }
        columns.values().removeIf(others -> others.equals(List.of(at)));
        columns.put(role, List.of(at));
        how.put(role, "chosen");
        doubtful.remove(role);
    }

    private @Nullable Integer position(String choice) {
        for (int i = 0; i < sheet.columns().size(); i++) {
            if (sheet.columns().get(i).name().strip().equals(choice.strip())) {
                return i;
            }
        }
        for (int i = 0; i < sheet.columns().size(); i++) {
            if (sheet.columns().get(i).name().strip().equalsIgnoreCase(choice.strip())) {
                return i;
            }
        }
        if (choice.matches("\\d{1,5}")) {
            int at = Integer.parseInt(choice);
            return at >= 1 && at <= sheet.columns().size() ? at - 1 : null;
        }
        return null;
    }

    /** An amount column wins over price × quantity, unless the user asked for the product; a lone price is the amount. */
    private void settleAmount(ColumnChoices choices) {
        boolean product = choices.price() != null && choices.quantity() != null && choices.amount() == null;
        if (product) {
            columns.remove(Role.AMOUNT);
        }
        if (!has(Role.AMOUNT) && has(Role.PRICE) && !has(Role.QUANTITY)) {
            List<Integer> price = columns.remove(Role.PRICE);
            columns.put(Role.AMOUNT, price);
            how.put(Role.AMOUNT, how.getOrDefault(Role.PRICE, "header"));
        }
        if (has(Role.AMOUNT)) {
            columns.remove(Role.PRICE);
            columns.remove(Role.QUANTITY);
        }
        if (!has(Role.PRICE)) {
            columns.remove(Role.DISCOUNT);
        }
    }

    private void refuseDoubt() {
        doubtful.keySet().retainAll(columns.keySet());
        doubtful.forEach((role, names) -> {
            throw ClvException.user(
                    "column-ambiguous",
                    "Cannot tell which column of " + sheet.file() + " is the " + role.label() + ": " + names
                            + "; its columns are: " + headers(),
                    "Name it with --" + role.label() + " COL, by header or 1-based position.");
        });
    }

    /** The columns for a message: a file that is no table may have anything for names. */
    String headers() {
        return String.join(
                ", ",
                sheet.columns().stream()
                        .limit(100)
                        .map(column -> column.name().replaceAll("\\p{Cntrl}", "?"))
                        .map(name -> name.length() > 60 ? name.substring(0, 60) + "…" : name)
                        .toList());
    }

    /** The refusal when a sheet lacks a column that it must have. */
    ClvException missing(Role role) {
        String option =
                role == Role.AMOUNT ? "--amount COL (or --price COL --quantity COL)" : "--" + role.label() + " COL";
        return ClvException.user(
                "column-missing",
                "Cannot tell which column of " + sheet.file() + " is the " + role.label() + "; its columns are: "
                        + headers(),
                "Name it with " + option + ", by header or 1-based position.");
    }
}
