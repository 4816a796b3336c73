// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import io.perennial.engine.ClvException;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What to generate, and where to.
 *
 * @param customers all customers, of whom 1.5 % are business accounts and 30 % box subscribers
 * @param seed the same seed makes the same files
 * @param until last day of the three years of facts
 * @param folder for the files; made when missing, files of the same names are replaced
 * @param store the ledger to fill
 * @param rawExports whether to write {@code raw/shopify_orders.csv} too, with the faults that exports have
 */
public record DemoRequest(long customers, long seed, LocalDate until, Path folder, Path store, boolean rawExports) {
    /** Last day of the facts when none is asked for: the end of a year, so that whole years can be compared. */
    public static final LocalDate UNTIL = LocalDate.of(2025, 12, 31);

    public static final long CUSTOMERS = 20_000;

    /** Every one of 200 customers has its part to play; ids have seven digits. */
    private static final long LEAST = 200;

    private static final long MOST = 9_999_999;

    public DemoRequest {
        if (customers < LEAST || customers > MOST) {
            throw ClvException.user(
                    "demo-customers",
                    "customers must be %d to %d, was %d".formatted(LEAST, MOST, customers),
                    "20000 make a company in which every effect can be seen.");
        }
        if (until.getYear() < 1990 || until.getYear() > 2100) {
            throw ClvException.user(
                    "demo-until",
                    "until must be between 1990 and 2100, was " + until,
                    "Leave it out for " + UNTIL + ".");
        }
    }

    /** Without raw exports. */
    public DemoRequest(long customers, long seed, LocalDate until, Path folder, Path store) {
        this(customers, seed, until, folder, store, false);
    }

    /** What tells one demo from another. */
    String name() {
        return "%d customers, seed %d, until %s".formatted(customers, seed, until);
    }

    /** First day of the facts. */
    public LocalDate from() {
        return until.plusDays(1).minusYears(3);
    }

    /** Day of the new prices. */
    public LocalDate priceChange() {
        return until.minusMonths(16).withDayOfMonth(1);
    }
}
