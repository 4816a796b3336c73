// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.mart.Columns;
import io.perennial.model.account.Growth;
import io.perennial.model.account.RenewalChance;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What accounts are known to do.
 *
 * @param chance that they renew
 * @param growth change of value at a renewal
 * @param beside what they buy beside their contracts, per unit of their value
 * @param spread relative standard deviation of what a renewal is worth
 * @param besideSpread relative standard deviation of what is bought beside
 * @param grounds in sentences
 */
record AccountHabits(
        RenewalChance chance, Growth growth, double beside, double spread, double besideSpread, List<String> grounds) {
    /** Before any renewal is seen: four of five accounts renew, which counts as much as ten renewals seen. */
    private static final double PRIOR_MEAN = 0.8;

    private static final double PRIOR_WEIGHT = 10;

    /** Change of value at a renewal that is taken to repeat: a tenth either way. */
    private static final double MOST_GROWTH = Math.log(1.1);

    /** Fewer accounts than this do not say what others will buy. */
    private static final double FEW = 10;

    /** @param pipeline whether open deals say what accounts will buy beside their contracts */
    static AccountHabits of(Connection ledger, boolean pipeline) {
        Columns past = Columns.query(
                ledger,
                "select ended, renewed, now, before, now_now, now_before, before_before from life_account_renewal");
        double ended = past.doubles("ended")[0];
        double renewed = past.doubles("renewed")[0];
        double now = past.doubles("now")[0];
        double before = past.doubles("before")[0];
        double nowNow = past.doubles("now_now")[0];
        double nowBefore = past.doubles("now_before")[0];
        double beforeBefore = past.doubles("before_before")[0];
        Growth growth =
                Growth.of(renewed, now, before, nowNow, nowBefore, beforeBefore).per(1, MOST_GROWTH);
        double ratio = now / before;
        double residual = nowNow - 2 * ratio * nowBefore + ratio * ratio * beforeBefore;
        RenewalChance chance = RenewalChance.of(ended, renewed, PRIOR_MEAN, PRIOR_WEIGHT);
        Columns sales =
                Columns.query(ledger, "select accounts, base, beside, base_base, beside_beside from life_account_sale");
        boolean telling = sales.doubles("accounts")[0] >= FEW && sales.doubles("base")[0] > 0;
        double beside = telling && !pipeline ? Math.max(0, sales.doubles("beside")[0] / sales.doubles("base")[0]) : 0;
        List<String> grounds = new ArrayList<>();
        grounds.add(String.format(
                Locale.ROOT,
                "Contracts that ended and could be judged: %.0f, renewed: %.0f. A renewal is expected with %.0f %% (a prior of 80 %% counts as ten renewals), %s.",
                ended,
                renewed,
                100 * chance.mean(),
                change(100 * Math.expm1(growth.log()))));
        if (beside > 0) {
            grounds.add(String.format(
                    Locale.ROOT,
                    "Beside their contracts accounts bought %.1f %% of their value within twelve months; the same is expected of those who stay.",
                    100 * beside));
        }
        return new AccountHabits(
                chance,
                growth,
                Math.min(1, beside),
                share(residual, beforeBefore),
                telling ? share(sales.doubles("beside_beside")[0], sales.doubles("base_base")[0]) : 0,
                grounds);
    }

    private static String change(double percent) {
        if (Math.abs(percent) < 0.05) {
            return "at the value it had";
        }
        return String.format(Locale.ROOT, "at a value %.1f %% %s", Math.abs(percent), percent < 0 ? "lower" : "higher");
    }

    /** Root of a share of sums of squares, in [0, 1]; 0 where nothing is known. */
    private static double share(double squares, double of) {
        double share = Math.sqrt(Math.max(0, squares) / of);
        // negated comparison also rejects NaN
        return !(share > 0) ? 0 : Math.min(1, share);
    }
}
