// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.season;

import io.perennial.engine.mart.Columns;
import io.perennial.engine.mart.CustomerMart;
import io.perennial.model.DiscountRate;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.season.DailyPurchases;
import io.perennial.model.season.SeasonIndex;
import io.perennial.model.season.SeasonTime;
import io.perennial.model.season.SeasonalPurchases;
import io.perennial.model.season.UnknownSeason;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Reads a season from the sample of customers, as known at the origin that the mart was set to last. */
public final class SeasonReader {
    /** A season is what days have beside the expectation of a BG/NBD; fitted to so many histories its errors are far below those of the days. */
    private static final int MOST_ROWS = 20_000;

    private SeasonReader() {}

    /**
     * Repeat purchases of every day, counted and expected.
     *
     * @param mart set to an origin
     * @param start first day observed
     * @param end the origin
     * @param histories of customers known then
     */
    public static DailyPurchases days(CustomerMart mart, LocalDate start, LocalDate end, PurchaseHistories histories) {
        int days = (int) ChronoUnit.DAYS.between(start, end) + 1;
        return DailyPurchases.of(
                start,
                perDay(mart.acquisitions(), "customers", days),
                perDay(mart.repeatDays(), "transactions", days),
                BgNbdFitter.fit(histories.sample(MOST_ROWS), FitOptions.defaults())
                        .model());
    }

    /** The season at an origin; whatever came later changes nothing. */
    public static SeasonIndex index(CustomerMart mart, LocalDate start, LocalDate origin, PurchaseHistories histories) {
        return SeasonIndex.of(days(mart, start, origin, histories));
    }

    /** The season as known at the end of an observation. */
    public static Seasonality atEnd(
            CustomerMart mart, LocalDate start, LocalDate end, LocalDate horizonEnd, PurchaseHistories histories) {
        mart.origin(end, end, end);
        DailyPurchases days = days(mart, start, end, histories);
        PurchaseHistories sample = histories.sample(MOST_ROWS);
        double horizon =
                ChronoUnit.DAYS.between(end, horizonEnd) / histories.timeUnit().days();
        return new Seasonality(
                SeasonIndex.of(days),
                UnknownSeason.of(days, horizonEnd, index -> total(fit(index, start, end, sample), sample, horizon)));
    }

    private static SeasonalPurchases fit(SeasonIndex index, LocalDate start, LocalDate end, PurchaseHistories sample) {
        SeasonTime time = SeasonTime.of(index, sample.timeUnit(), end, (int) ChronoUnit.DAYS.between(start, end));
        return SeasonalPurchases.fit(sample, time, h -> BgNbdFitter.fit(h, FitOptions.defaults()))
                .model();
    }

    private static double total(SeasonalPurchases model, PurchaseHistories histories, double horizon) {
        double[] expected =
                model.forecast(histories, horizon, DiscountRate.NONE).expected();
        double total = 0;
        for (int i = 0; i < expected.length; i++) {
            total += histories.weight(i) * expected[i];
        }
        return total;
    }

    private static double[] perDay(Columns columns, String name, int days) {
        double[] perDay = new double[days];
        for (int i = 0; i < columns.rows(); i++) {
            perDay[columns.ints("day")[i]] += columns.ints(name)[i];
        }
        return perDay;
    }
}
