// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.mistake.Mistake.Unit;
import io.perennial.engine.segment.Segment;
import io.perennial.engine.segment.Segment.ProfitAndLoss;
import java.util.List;
import java.util.Map;

/** D-3: the cost of serving left out. A margin of 50,000 with 30,000 of account management and support is 20,000. */
final class ServiceLeftOut {
    private ServiceLeftOut() {}

    static Mistake look(Situation situation) {
        Mistake.Builder mistake = Mistake.of("D-3", "Leaving out the cost to serve");
        boolean without =
                situation.basis().equals("revenue") || situation.basis().equals("gross_profit");
        mistake.inScores(without);
        Situation.Costs costs = situation.costs();
        if (costs.serving() == 0) {
            return mistake.cannotTell(
                    costs.contacts() == 0
                            ? "No contact and no spending on keeping customers is on record."
                            : "The %d contacts on record have no cost, and no rule gives one."
                                    .formatted(costs.contacts()),
                    costs.contacts() == 0 ? "support contacts" : "setting contact_hour_cost or cost_per_contact",
                    "spending on account management, loyalty and support");
        }
        Segment whole = situation.whole();
        ProfitAndLoss all = whole.profitAndLoss();
        double before = all.grossProfit().doubleValue();
        double serving = all.costToServe().doubleValue();
        mistake.evidence("gross profit so far", before, Unit.MONEY, whole.customers())
                .evidence("cost of contacts", costs.contactCost(), Unit.MONEY, costs.contacts())
                .evidence(
                        "account management, loyalty and other keeping",
                        costs.keepingCost(),
                        Unit.MONEY,
                        whole.customers())
                .evidence("contribution so far", before - serving, Unit.MONEY, whole.customers())
                .size(serving, "cost to serve so far");
        List<Map.Entry<String, Segment>> turned = situation
                .largeSegments()
                .filter(entry -> entry.getValue().profitAndLoss().grossProfit().signum() > 0
                        && entry.getValue()
                                        .profitAndLoss()
                                        .grossProfit()
                                        .compareTo(
                                                entry.getValue().profitAndLoss().costToServe())
                                < 0)
                .toList();
        turned.forEach(entry -> mistake.evidence(
                "contribution of %s %s"
                        .formatted(
                                entry.getKey().replace('_', ' '),
                                entry.getValue().name()),
                entry.getValue()
                        .profitAndLoss()
                        .grossProfit()
                        .subtract(entry.getValue().profitAndLoss().costToServe())
                        .doubleValue(),
                Unit.MONEY,
                entry.getValue().customers()));
        if (costs.uncostedContacts() > 0) {
            mistake.evidence(
                    "contacts without a cost", (double) costs.uncostedContacts(), Unit.NUMBER, costs.contacts());
        }
        String finding = "Gross profit of %s becomes %s after the cost to serve%s; the scores are %s."
                .formatted(
                        situation.money(before),
                        situation.money(before - serving),
                        turned.isEmpty()
                                ? ""
                                : ", and " + turned.get(0).getValue().name() + " turns from profit to loss",
                        situation.basis().replace('_', ' '));
        return mistake.found(
                without,
                finding,
                without
                        ? "Score on contribution: clv run --basis contribution; see clv segments --negative for what loses money."
                        : "The scores count it already.");
    }
}
