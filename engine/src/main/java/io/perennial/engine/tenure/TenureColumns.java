// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import io.perennial.engine.ClvException;
import io.perennial.engine.attribute.AttributeFile;
import io.perennial.model.contract.RenewalHistories;
import io.perennial.model.contract.RenewalPeriod;
import io.perennial.model.design.Attributes;
import io.perennial.model.design.Contrasts;
import io.perennial.model.design.Covariates;
import io.perennial.model.survival.SurvivalTimes;
import java.util.List;

/** Rows as the columns that the models read. */
final class TenureColumns {
    private TenureColumns() {}

    static RenewalHistories renewals(List<TenureRow> rows, RenewalPeriod period) {
        boolean[] ended = ended(rows);
        return RenewalHistories.of(
                period,
                rows.stream().mapToInt(TenureRow::entry).toArray(),
                rows.stream().mapToInt(TenureRow::exit).toArray(),
                ended,
                rows.stream().mapToDouble(TenureRow::weight).toArray());
    }

    static SurvivalTimes times(List<TenureRow> rows, TenurePeriod period) {
        return SurvivalTimes.of(
                period.timeUnit(),
                rows.stream().mapToDouble(TenureRow::entry).toArray(),
                rows.stream().mapToDouble(TenureRow::exit).toArray(),
                ended(rows),
                rows.stream().mapToDouble(TenureRow::weight).toArray());
    }

    private static boolean[] ended(List<TenureRow> rows) {
        boolean[] ended = new boolean[rows.size()];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = rows.get(i).ended();
        }
        return ended;
    }

    static List<String> groups(List<TenureRow> rows) {
        return rows.stream().map(TenureRow::group).distinct().sorted().toList();
    }

    static Covariates covariates(List<TenureRow> rows, List<String> names) {
        if (names.isEmpty()) {
            throw ClvException.user(
                    "covariates-unnamed",
                    "--model cox needs covariates, none were named",
                    "Name columns of the table with --depends-on, as in --depends-on plan,age.");
        }
        Attributes attributes = Attributes.of(rows.size());
        for (int j = 0; j < names.size(); j++) {
            int column = j;
            attributes = AttributeFile.with(
                    attributes,
                    names.get(j),
                    rows.stream().map(row -> row.covariates().get(column)).toList());
        }
        return Contrasts.of(attributes).encode(attributes);
    }
}
