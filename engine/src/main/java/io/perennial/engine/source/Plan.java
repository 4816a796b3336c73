// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.ClvException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What each sheet contributes: whole orders, or, in a relational export, their heads, their items or their refunds, tied by order id. */
record Plan(List<Group> groups) {
    enum Part {
        /** Customer, date and amount in one row. */
        ORDERS,
        /** Customer and date of orders whose amounts are in {@link #ITEMS}; an amount of their own counts only for orders without items. */
        HEADS,
        /** Amounts of orders whose customer and date are in {@link #HEADS}. */
        ITEMS,
        /** Money given back on orders in another sheet. */
        REFUNDS
    }

    /** Sheets with the same part and layout, read as one table. */
    record Group(Part part, List<Recognition> sheets) {}

    private static final Pattern REFUND_FILE =
            Pattern.compile("(?i).*(refund|credit.?note|gutschrift|erstattung|remboursement|reembolso)[^/\\\\]*");

    static Plan of(List<Recognition> sheets, ColumnChoices choices) {
        refuseUnknownChoices(sheets, choices);
        boolean several = sheets.size() > 1;
        boolean items = several && sheets.stream().anyMatch(s -> part(s, true) == Part.ITEMS);
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Recognition sheet : sheets) {
            Part part = part(sheet, several);
            if (part == Part.ORDERS && items && sheet.has(Role.ORDER)) {
                part = Part.HEADS;
            }
            Part known = part;
            groups.computeIfAbsent(part + sheet.signature(), k -> new Group(known, new ArrayList<>()))
                    .sheets()
                    .add(sheet);
        }
        Plan plan = new Plan(List.copyOf(groups.values()));
        plan.refuseIncomplete();
        return plan;
    }

    boolean has(Part part) {
        return groups.stream().anyMatch(g -> g.part() == part);
    }

    private static Part part(Recognition sheet, boolean several) {
        if (several
                && sheet.has(Role.ORDER)
                && sheet.has(Role.AMOUNT)
                && REFUND_FILE.matcher(sheet.sheet().file()).matches()) {
            sheet.readAmountAsRefund();
        }
        boolean refund = sheet.has(Role.REFUND) && !sheet.hasAmount();
        if (several && refund && sheet.has(Role.ORDER)) {
            return Part.REFUNDS;
        }
        if (several && !sheet.has(Role.CUSTOMER) && sheet.has(Role.ORDER) && sheet.hasAmount()) {
            return Part.ITEMS;
        }
        if (several
                && sheet.has(Role.CUSTOMER)
                && sheet.has(Role.DATE)
                && sheet.has(Role.ORDER)
                && !sheet.hasAmount()) {
            return Part.HEADS;
        }
        return Part.ORDERS;
    }

    /** A column the user named must be in one of the files. */
    private static void refuseUnknownChoices(List<Recognition> sheets, ColumnChoices choices) {
        for (Role role : Role.values()) {
            String choice = choices.choice(role);
            if (choice != null && sheets.stream().noneMatch(s -> s.has(choice))) {
                Recognition first = sheets.get(0);
                throw ClvException.user(
                        "column-not-found",
                        "--" + role.label() + " must be a column of "
                                + first.sheet().file() + ", was '" + choice + "'; its columns are: " + first.headers(),
                        "Name the column by its header or by its 1-based position.");
            }
        }
    }

    private void refuseIncomplete() {
        for (Group group : groups) {
            Recognition sheet = group.sheets().get(0);
            if (group.part() == Part.ORDERS) {
                require(sheet, Role.CUSTOMER);
                require(sheet, Role.DATE);
                if (!sheet.hasAmount()) {
                    throw sheet.missing(Role.AMOUNT);
                }
            }
            boolean heads = has(Part.HEADS) || groups.stream().anyMatch(g -> g.part() == Part.ORDERS && ordersTied(g));
            if ((group.part() == Part.ITEMS || group.part() == Part.REFUNDS) && !heads) {
                throw sheet.missing(Role.CUSTOMER);
            }
            if (group.part() == Part.HEADS && !has(Part.ITEMS)) {
                throw sheet.missing(Role.AMOUNT);
            }
        }
    }

    private static boolean ordersTied(Group group) {
        return group.sheets().get(0).has(Role.ORDER);
    }

    private static void require(Recognition sheet, Role role) {
        if (!sheet.has(role)) {
            throw sheet.missing(role);
        }
    }
}
