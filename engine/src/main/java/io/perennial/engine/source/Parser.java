// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.cell.Currencies;
import io.perennial.engine.cell.DateJudge;
import io.perennial.engine.cell.NumberJudge;
import io.perennial.engine.cell.Reading;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Header;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a stage into typed rows, each accepted or with the rule it breaks. */
final class Parser {
    /** Texts that stand for nothing. */
    private static final String BLANK =
            "('', 'null', 'nan', 'none', 'n/a', '#n/a', 'na', 'nil', '-', '<na>', '(null)')";
    /** Order states in which no money stays. */
    private static final String REVERSED =
            "('voided', 'void', 'cancelled', 'canceled', 'failed', 'expired', 'declined', 'rejected', 'error', 'draft', 'trash', "
                    + "'abandoned', 'uncollectible', 'requires_payment_method', 'requires_action', 'storniert', 'annule', 'cancelado', 'annullato')";

    /** States in which all of it went back, unless a column says how much did. */
    private static final String REFUNDED =
            "('refunded', 'returned', 'chargeback', 'charged back', 'charged_back', 'erstattet')";

    private static final int LONGEST_ID = 1000;
    private static final String NO_RULE = "when false then ''";

    private final Sql sql;
    private final SourceRequest request;
    private final Stage stage;
    private final Map<String, String> values = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private String dateFormat = "";
    private String numberStyle = "";
    private @Nullable String currency;

    Parser(Sql sql, SourceRequest request, Stage stage) {
        this.sql = sql;
        this.request = request;
        this.stage = stage;
    }

    List<Rule> rules() {
        return rules;
    }

    List<Notice> notices() {
        return notices;
    }

    String dateFormat() {
        return dateFormat;
    }

    String numberStyle() {
        return numberStyle;
    }

    @Nullable
    String currency() {
        return currency;
    }

    /** SELECT that types the stage. A customer or amount that another sheet knows need not be in this one. */
    String select(Plan.Part part) throws SQLException {
        boolean customerNeeded = part == Plan.Part.ORDERS || part == Plan.Part.HEADS;
        boolean amountNeeded = part != Plan.Part.HEADS;
        Recognition layout = stage.layout();
        String continuation = continuation(layout);
        if (layout.sheet().defect() != null) {
            rules.add(new Rule(Rule.DEFECT, "defect is not null", "", "''"));
        }
        values.put("stage", stage.relation());
        values.put("continuation", continuation);
        values.put("customer", layout.has(Role.CUSTOMER) ? customer(layout, customerNeeded) : "null::VARCHAR");
        values.put("day", layout.has(Role.DATE) && part != Plan.Part.ITEMS ? day(layout) : "null::DATE");
        values.put("order", layout.has(Role.ORDER) ? order(layout) : "null::VARCHAR");
        currencies(layout);
        values.put("amount", layout.hasAmount() ? amount(layout, amountNeeded) : "null::" + NumberJudge.TYPE);
        values.put("refund", layout.has(Role.REFUND) ? refund(layout) : "null::" + NumberJudge.TYPE);
        values.put("reversed", reversed(layout));
        StringBuilder cases = new StringBuilder();
        for (Rule rule : rules) {
            String guard =
                    continuation.equals("false") || rule.code().equals(Rule.DEFECT) ? "" : "not continuation and ";
            String code = rule.code().equals(Rule.DEFECT) ? Rule.DEFECT : Sql.text(rule.code());
            cases.append("when ")
                    .append(guard)
                    .append(rule.condition())
                    .append(" then ")
                    .append(code)
                    .append('\n');
        }
        values.put("rules", cases.isEmpty() ? NO_RULE : cases.toString());
        return Sql.template(Parser.class, "parse", values);
    }

    /** The same for a stage whose rows are known to be clean; {@code asTheyAre} if even blanks need not be looked for. */
    String selectClean(boolean asTheyAre) {
        values.put("rules", NO_RULE);
        if (asTheyAre) {
            values.put("customer", Stage.column(Role.CUSTOMER, 0));
        }
        return Sql.template(Parser.class, "parse", values);
    }

    private String customer(Recognition layout, boolean needed) {
        List<Column> choices = layout.columns(Role.CUSTOMER);
        boolean single = choices.size() == 1;
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            parts.add(identity(choices.get(i), Stage.column(Role.CUSTOMER, i), single));
        }
        String expression = single ? parts.get(0) : "coalesce(" + String.join(", ", parts) + ")";
        if (needed) {
            rules.add(new Rule(
                    "missing-customer", "customer_id is null", choices.get(0).name(), Stage.column(Role.CUSTOMER, 0)));
        }
        if (!stage.inPlace()) {
            // Text pasted into the wrong place; typed sources hold no such ids.
            rules.add(new Rule(
                    "customer-too-long",
                    "strlen(customer_id::varchar) > " + LONGEST_ID + " and length(customer_id::varchar) > "
                            + LONGEST_ID,
                    choices.get(0).name(),
                    Stage.column(Role.CUSTOMER, 0)));
        }
        return expression;
    }

    /** E-mail addresses are one customer whatever their case; an id of 0 is a guest where another column can tell who it was. */
    private String identity(Column column, String name, boolean single) {
        if (column.integer() && single) {
            return name;
        }
        String text = column.text() ? "trim(" + name + ")" : name + "::VARCHAR";
        String id = Header.squeezed(column.name()).contains("mail") ? "lower(" + text + ")" : text;
        if (column.text() && stage.inPlace()) {
            return "nullif(" + id + ", '')";
        }
        String guest = single ? "" : "when " + text + " = '0' then null ";
        // What begins with a digit stands for itself; the comparison saves most ids from the longer test.
        return "case " + guest + "when " + name + "::VARCHAR between '0' and ':' then " + id + " when lower(" + text
                + ") in " + BLANK + " then null else " + id + " end";
    }

    private String day(Recognition layout) throws SQLException {
        Column column = layout.column(Role.DATE);
        String name = Stage.column(Role.DATE, 0);
        Reading reading = new DateJudge(sql, stage.relation(), where(column), request.zone())
                .judge(name, column, request.dateFormat());
        dateFormat = reading.description();
        notices.addAll(reading.notices());
        rules.add(new Rule(
                "missing-date",
                name + " is null" + (column.text() ? " or trim(" + name + ") = ''" : ""),
                column.name(),
                name));
        rules.add(new Rule("invalid-date", "day is null", column.name(), name));
        rules.add(new Rule("date-before-1970", "day < DATE '1970-01-01'", column.name(), name));
        rules.add(new Rule("date-in-future", "day > DATE '" + request.latestDay() + "'", column.name(), name));
        return reading.expression();
    }

    private static String order(Recognition layout) {
        Column column = layout.column(Role.ORDER);
        String name = Stage.column(Role.ORDER, 0);
        return column.text() ? "nullif(trim(" + name + "), '')" : name + "::VARCHAR";
    }

    private String amount(Recognition layout, boolean needed) throws SQLException {
        if (layout.has(Role.AMOUNT)) {
            Column column = layout.column(Role.AMOUNT);
            String name = Stage.column(Role.AMOUNT, 0);
            Reading reading = number(column, name);
            numberStyle = reading.description();
            numberRules(column, name, "amount", needed);
            return reading.expression();
        }
        Column price = layout.column(Role.PRICE);
        Column quantity = layout.column(Role.QUANTITY);
        Reading unit = number(price, Stage.column(Role.PRICE, 0));
        Reading count = number(quantity, Stage.column(Role.QUANTITY, 0));
        numberStyle = unit.description() + " (price × quantity)";
        String product = "try_cast((" + unit.expression() + ") * (" + count.expression() + ") as DECIMAL(28,6))";
        if (layout.has(Role.DISCOUNT)) {
            product = product + " * (1 - " + discount(layout) + ")";
        }
        String shown = "concat(price_1, ' × ', quantity_1)";
        if (needed) {
            String missing = "price_1 is null or quantity_1 is null";
            rules.add(new Rule("missing-amount", missing, price.name() + " × " + quantity.name(), shown));
        }
        rules.add(new Rule(
                "not-a-number",
                "amount is null and price_1 is not null and quantity_1 is not null",
                price.name() + " × " + quantity.name(),
                shown));
        return "try_cast(" + product + " as " + NumberJudge.TYPE + ")";
    }

    /** Discounts are fractions, or percentages when any is above one. */
    private String discount(Recognition layout) throws SQLException {
        Column column = layout.column(Role.DISCOUNT);
        String name = Stage.column(Role.DISCOUNT, 0);
        String value = "coalesce(try_cast(" + number(column, name).expression() + " as DECIMAL(10,6)), 0)";
        boolean percent = sql.count("select count(*) from " + stage.relation() + " where " + value + " > 1") > 0;
        rules.add(new Rule(
                "invalid-discount", value + " < 0 or " + value + " > " + (percent ? 100 : 1), column.name(), name));
        if (percent) {
            notices.add(new Notice("discount-percent", "Discounts in " + where(column) + " are read as percentages."));
        }
        return percent ? "try_cast(" + value + " / 100 as DECIMAL(10,6))" : value;
    }

    private String refund(Recognition layout) throws SQLException {
        Column column = layout.column(Role.REFUND);
        String name = Stage.column(Role.REFUND, 0);
        Reading reading = number(column, name);
        numberRules(column, name, "refund", !layout.hasAmount());
        return "abs(" + reading.expression() + ")";
    }

    private void numberRules(Column column, String name, String value, boolean needed) {
        String blank = column.text() ? "coalesce(trim(" + name + "), '') = ''" : name + " is null";
        if (needed) {
            rules.add(new Rule("missing-" + value, blank, column.name(), name));
        }
        String digits = column.text() ? "regexp_replace(" + name + ", '[^0-9]', '', 'g')" : name;
        rules.add(new Rule(
                "amount-too-large",
                value + " is null and not (" + blank + ") and length(" + digits + "::VARCHAR) > 14 and regexp_matches("
                        + name + "::VARCHAR, '^\\D{0,4}\\d[\\d.,'' ]*\\D{0,4}$')",
                column.name(),
                name));
        rules.add(new Rule("not-a-number", value + " is null and not (" + blank + ")", column.name(), name));
    }

    private Reading number(Column column, String name) throws SQLException {
        Reading reading = new NumberJudge(sql, stage.relation(), where(column)).judge(column, name);
        notices.addAll(reading.notices());
        if (currency == null) {
            currency = reading.currency() != null ? reading.currency() : Header.currency(column.name());
        }
        return reading;
    }

    private void currencies(Recognition layout) throws SQLException {
        if (!layout.has(Role.CURRENCY)) {
            return;
        }
        String name = "upper(trim(" + Stage.column(Role.CURRENCY, 0) + "))";
        Map<String, Long> counts = new HashMap<>();
        for (Map.Entry<String, Long> code : sql.rows(
                "select " + name + ", count(*) from " + stage.relation() + " where " + name
                        + " <> '' group by 1 order by 1",
                r -> Map.entry(r.getString(1), r.getLong(2)))) {
            counts.put(code.getKey(), code.getValue());
        }
        if (counts.size() > 1 && request.currency() == null) {
            throw Currencies.refusal(where(layout.column(Role.CURRENCY)), new TreeMap<>(counts));
        }
        if (request.currency() != null && !counts.isEmpty()) {
            String code = String.valueOf(request.currency());
            rules.add(new Rule(
                    "other-currency",
                    name + " <> " + Sql.text(code),
                    layout.column(Role.CURRENCY).name(),
                    "currency_1"));
            currency = code;
        } else if (!counts.isEmpty()) {
            currency = counts.keySet().iterator().next();
        }
    }

    private static String reversed(Recognition layout) {
        List<String> conditions = new ArrayList<>();
        if (layout.has(Role.STATUS)) {
            String status = "coalesce(lower(trim(" + Stage.column(Role.STATUS, 0) + "::VARCHAR)), '')";
            conditions.add(status + " in " + REVERSED);
            if (!layout.has(Role.REFUND)) {
                conditions.add(status + " in " + REFUNDED);
            }
        }
        if (layout.has(Role.CANCELLED) && layout.has(Role.STATUS)) {
            conditions.add("(coalesce(trim(" + Stage.column(Role.CANCELLED, 0) + "::VARCHAR), '') <> '' and lower(trim("
                    + Stage.column(Role.STATUS, 0) + "::VARCHAR)) in ('pending', 'authorized'))");
        }
        return conditions.isEmpty() ? "false" : String.join(" or ", conditions);
    }

    /** A further line item of an order whose total stands in its first row. */
    private static String continuation(Recognition layout) {
        if (!layout.has(Role.LINE_ITEM) || !layout.has(Role.ORDER) || !layout.has(Role.AMOUNT)) {
            return "false";
        }
        return "coalesce(trim(amount_1), '') = '' and coalesce(trim(order_1), '') <> ''";
    }

    private String where(Column column) {
        return stage.layout().sheet().file() + ", column " + Sql.text(column.name());
    }
}
