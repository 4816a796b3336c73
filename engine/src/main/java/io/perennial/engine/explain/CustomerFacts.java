// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.explain;

import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.mart.Columns;
import io.perennial.model.TimeUnit;
import io.perennial.model.explain.KnownHistory;

/** One row of {@code customer_summary}: times in days, means NaN where there is nothing to average. */
record CustomerFacts(int frequency, int recencyDays, int observedDays, double meanRepeat, double meanAll) {
    static CustomerFacts at(Columns columns, int row) {
        return new CustomerFacts(
                columns.ints("frequency")[row],
                columns.ints("recency_days")[row],
                columns.ints("observed_days")[row],
                columns.doubles("monetary_value")[row],
                columns.doubles("mean_amount")[row]);
    }

    /** As models see it; the spend model averages the purchases of its basis. */
    KnownHistory history(SpendBasis basis, TimeUnit unit) {
        int averaged = basis == SpendBasis.ALL ? frequency + 1 : frequency;
        double mean = basis == SpendBasis.ALL ? meanAll : meanRepeat;
        return new KnownHistory(
                frequency, recencyDays / unit.days(), observedDays / unit.days(), averaged, averaged == 0 ? 0 : mean);
    }
}
