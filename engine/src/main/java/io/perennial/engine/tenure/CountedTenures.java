// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Customers with the periods that they have been there, and whether they left at the end of them. */
final class CountedTenures {
    private final String tenureName;
    private final String leftName;
    private final List<String> problems;
    private final List<TenureRow> rows = new ArrayList<>();

    /** @param problems takes one sentence for each row that breaks a rule */
    CountedTenures(String tenureName, String leftName, List<String> problems) {
        this.tenureName = tenureName;
        this.leftName = leftName;
        this.problems = problems;
    }

    void add(int row, String tenure, String left, String group, List<String> covariates) {
        OptionalInt periods = CohortCounts.period(tenure);
        Optional<Boolean> ended = yes(left);
        if (periods.isEmpty()) {
            problems.add("row %d, %s must be a whole number from 0 to %d: %s"
                    .formatted(row, tenureName, CohortCounts.MOST_PERIODS, TenureTable.quoted(tenure)));
        } else if (ended.isEmpty()) {
            problems.add("row %d, %s must be yes or no: %s".formatted(row, leftName, TenureTable.quoted(left)));
        } else {
            // who left before the first renewal left at it
            int exit = ended.get() ? Math.max(1, periods.getAsInt()) : periods.getAsInt();
            rows.add(new TenureRow(0, exit, ended.get(), 1, group, covariates));
        }
    }

    List<TenureRow> rows() {
        return rows;
    }

    private static Optional<Boolean> yes(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "t", "y", "1" -> Optional.of(true);
            case "no", "false", "f", "n", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
