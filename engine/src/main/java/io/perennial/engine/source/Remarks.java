// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the accepted lines look like as a whole, and what a reader should know about it.
 *
 * @param first earliest day, null without lines
 * @param last latest day up to which orders are known, null without lines
 * @param lastKnown latest day of all, null without lines
 * @param refunds true if money went back
 * @param notices zero amounts, refunds without an order, amounts that weigh too much
 */
record Remarks(
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        @Nullable LocalDate lastKnown,
        boolean refunds,
        List<Notice> notices) {
    /** An amount this many times the mean of the others is pointed out. */
    private static final double FAR = 100;

    /** So is one that is this share of all revenue. */
    private static final double SHARE = 0.2;

    /** Among fewer lines a large share says nothing. */
    private static final long FEW = 30;

    /** Clean Parquet is not scanned: its footers know the days, and the amounts come to light with the scores. */
    static Remarks of(Sql sql, List<OrderLines.Table> tables) throws SQLException {
        if (tables.size() == 1 && tables.get(0).rows().facts().isPresent()) {
            ParquetFacts facts = tables.get(0).rows().facts().get();
            return new Remarks(facts.first(), facts.last(), facts.last(), facts.negative(), List.of());
        }
        return sql.row(Sql.resource(Remarks.class, "remarks.sql"), r -> {
            List<Notice> notices = new ArrayList<>();
            long orders = r.getLong(5);
            long zero = r.getLong(6);
            long loose = r.getLong(7);
            double total = r.getDouble(8);
            double largest = r.getDouble(9);
            if (zero > 0) {
                notices.add(Notice.detail(
                        "zero-amounts",
                        "Lines with the amount 0: " + zero + "; each counts as a purchase without revenue."));
            }
            if (loose > 0) {
                notices.add(new Notice(
                        "refunds-untied",
                        "Negative amounts that name no order they reverse: " + loose
                                + "; each lowers the customer's value, not the number of purchases."));
            }
            double others = orders > 1 ? (total - largest) / (orders - 1) : 0;
            if (orders >= FEW && largest > 0 && (largest > FAR * others || largest > SHARE * total)) {
                notices.add(new Notice(
                        "outlier",
                        String.format(
                                Locale.ROOT,
                                "The largest amount, %.2f of customer %s on %s, is %.1f %% of all revenue; it was kept.",
                                largest,
                                r.getString(10),
                                r.getString(11),
                                100 * largest / total)));
            }
            return new Remarks(
                    r.getObject(1, LocalDate.class),
                    r.getObject(refundsApart(tables) ? 2 : 3, LocalDate.class),
                    r.getObject(3, LocalDate.class),
                    r.getBoolean(4),
                    List.copyOf(notices));
        });
    }

    /** A file of refunds often goes on for days after the last order was exported; those days say nothing about who has stopped buying. */
    private static boolean refundsApart(List<OrderLines.Table> tables) {
        return tables.stream().anyMatch(table -> table.part() == Plan.Part.REFUNDS);
    }
}
