// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.mistake.Mistake.Unit;
import io.perennial.engine.segment.Rows;
import io.perennial.engine.segment.Segment;

/**
 * D-6: working on acquisition only. A CAC that falls by 40 % and a CLV that rises by 67 % give the same ratio, but not the same money: 500 to 300 at 3,000 leaves 2,700 a customer,
 * 3,000 to 5,000 at 500 leaves 4,500.
 */
final class AcquisitionOnly {
    /** Of money spent on winning and keeping; less than this on keeping is next to nothing. */
    private static final double LITTLE = 0.10;

    /** The row of {@code spent}. */
    private record Spent(double winning, double keeping, double contacts) {}

    private AcquisitionOnly() {}

    static Mistake look(Situation situation) {
        Mistake.Builder mistake = Mistake.of("D-6", "Working on acquisition only");
        Segment whole = situation.whole();
        Spent spent = Rows.of(
                        situation.world().connection(),
                        AcquisitionOnly.class,
                        "spent",
                        row -> new Spent(row.getDouble("winning"), row.getDouble("keeping"), row.getDouble("contacts")))
                .get(0);
        if (!whole.cac().known() || spent.winning == 0) {
            return mistake.cannotTell(
                    "No spending on winning customers is on record for the last twelve months.",
                    "spending by channel and month (ads, marketing, sales, onboarding)");
        }
        double lifetime = whole.lifetime().mean();
        double cac = whole.cac().orNaN();
        double margin = situation.margin(whole);
        // one percent of the price is all profit; one percent of the stay and of the margin bring one percent of the
        // value
        double price = margin > 0 ? 0.01 * lifetime / margin : 0.01 * lifetime;
        double better = 0.01 * lifetime;
        double cheaper = 0.01 * cac;
        long won = whole.acquiredLastYear();
        double share = spent.keeping / (spent.winning + spent.keeping);
        double keepers = (better - cheaper) * won;
        mistake.evidence("1 % less cost of winning, per new customer", cheaper, Unit.MONEY, won)
                .evidence("1 % longer stay, per new customer", better, Unit.MONEY, won)
                .evidence("1 % more margin, per new customer", better, Unit.MONEY, won)
                .evidence("1 % higher price, if nobody stays away", price, Unit.MONEY, won)
                .evidence("doubling the ratio by halving the cost of winning, per customer", cac / 2, Unit.MONEY, won)
                .evidence("doubling it by doubling the value, per customer", lifetime, Unit.MONEY, won)
                .evidence("spent on winning in a year", spent.winning, Unit.MONEY, won)
                .evidence("spent on keeping in a year", spent.keeping, Unit.MONEY, whole.customers())
                .evidence("spent on contacts in a year", spent.contacts, Unit.MONEY, whole.customers())
                .evidence("share of keeping", share, Unit.FRACTION, whole.customers())
                .size(keepers, "what 1 % of longer stay brings a year more than 1 % of cheaper winning");
        boolean found = share < LITTLE && keepers > 0;
        return mistake.found(
                found,
                "One percent of longer stay brings %s a new customer, one percent of cheaper winning %s; %s of what is spent on winning and keeping goes to keeping."
                        .formatted(situation.money(better), situation.money(cheaper), Situation.percent(share)),
                found
                        ? "Move part of the next budget to keeping customers, with a group held out to measure what it brings."
                        : keepers > 0
                                ? "Money goes to both; put the next unit where one percent brings most."
                                : "Winning costs more than keeping can bring: lower its cost first.");
    }
}
