// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.economics.Formula.Group;
import java.util.List;

/** Figures of customer service. */
final class ServiceFormulas {
    private ServiceFormulas() {}

    static List<Formula> all() {
        return List.of(nps(), fcr(), costPerContact(), aht());
    }

    private static Formula nps() {
        return Formula.named("nps", "F-25")
                .group(Group.SERVICE)
                .title("Net promoter score")
                .expression("share of promoters (9–10) − share of detractors (0–6), × 100")
                .meaning("Would customers recommend you; −100 to +100.")
                .input(Input.numberList("scores", Unit.COUNT, "answers from 0 to 10, with repetition")
                        .between(0, 10)
                        .example("10x30,9x20,8x25,6x15,3x10"))
                .computes(ServiceFormulas::nps);
    }

    private static void nps(Arguments in, Worksheet sheet) {
        double promoters = 0;
        double detractors = 0;
        double all = 0;
        for (NumberText.Term term : in.terms("scores")) {
            if (term.value() != Math.rint(term.value())) {
                throw new IllegalArgumentException("scores must be whole numbers from 0 to 10, was " + term.value());
            }
            all += term.count();
            promoters += term.value() >= 9 ? term.count() : 0;
            detractors += term.value() <= 6 ? term.count() : 0;
        }
        if (all == 0) {
            sheet.undefined(Unit.POINTS, null, "there are no answers");
            return;
        }
        Quantity answers = Quantity.of("answers", all, Unit.COUNT);
        Quantity liked =
                sheet.quotient("promoters", Unit.FRACTION, Quantity.of("promoters", promoters, Unit.COUNT), answers);
        Quantity disliked =
                sheet.quotient("detractors", Unit.FRACTION, Quantity.of("detractors", detractors, Unit.COUNT), answers);
        sheet.answer(
                sheet.step(
                        "net promoter score",
                        Unit.POINTS,
                        (liked.value() - disliked.value()) * 100,
                        "(promoters − detractors) × 100",
                        "(" + sheet.show(liked) + " − " + sheet.show(disliked) + ") × 100"),
                null);
        sheet.alternative(
                "passives (7–8)", 1 - liked.value() - disliked.value(), Unit.FRACTION, "count only in the denominator");
    }

    private static Formula fcr() {
        return Formula.named("fcr", "F-26")
                .group(Group.SERVICE)
                .title("First contact resolution")
                .expression("issues fully resolved on the first interaction ÷ issues")
                .meaning("The share of issues that needed no second contact.")
                .input(Input.number("resolved", Unit.COUNT, "issues resolved on the first interaction")
                        .atLeast(0)
                        .example("730"))
                .input(Input.number("issues", Unit.COUNT, "all issues")
                        .atLeast(0)
                        .example("1000"))
                .computes((in, sheet) -> {
                    Quantity resolved = in.quantity("resolved");
                    Quantity issues = in.quantity("issues");
                    if (resolved.value() > issues.value()) {
                        throw new IllegalArgumentException("resolved must be <= issues, was %s of %s"
                                .formatted(sheet.show(resolved), sheet.show(issues)));
                    }
                    if (issues.value() == 0) {
                        sheet.undefined(Unit.FRACTION, null, "there were no issues");
                        return;
                    }
                    sheet.answer(sheet.quotient("first contact resolution", Unit.FRACTION, resolved, issues), null);
                });
    }

    private static Formula costPerContact() {
        return Formula.named("cost-per-contact", "F-27")
                .group(Group.SERVICE)
                .title("Cost per contact")
                .expression("total support cost ÷ contacts handled")
                .meaning("What one support interaction costs.")
                .input(Input.money("cost", "total cost of support").atLeast(0).example("84000"))
                .input(Input.number("contacts", Unit.COUNT, "contacts handled")
                        .atLeast(0)
                        .example("12000"))
                .computes((in, sheet) -> {
                    if (in.number("contacts") == 0) {
                        sheet.undefined(Unit.MONEY, null, "no contact was handled");
                        return;
                    }
                    sheet.answer(
                            sheet.quotient(
                                    "cost per contact", Unit.MONEY, in.quantity("cost"), in.quantity("contacts")),
                            null);
                });
    }

    private static Formula aht() {
        return Formula.named("aht", "F-28")
                .group(Group.SERVICE)
                .title("Average handle time")
                .expression("(talk + hold + after-call work) ÷ interactions")
                .meaning("Seconds an agent spends on one interaction.")
                .input(time("talk", "talking").example("15000"))
                .input(time("hold", "on hold").standard("0").example("2400"))
                .input(time("wrap", "after-call work").standard("0").example("4200"))
                .input(Input.number("contacts", Unit.COUNT, "interactions")
                        .atLeast(0)
                        .standard("1")
                        .example("60"))
                .computes((in, sheet) -> {
                    Quantity total =
                            sheet.sum("time spent", in.quantity("talk"), in.quantity("hold"), in.quantity("wrap"));
                    if (in.number("contacts") == 0) {
                        sheet.undefined(Unit.SECONDS, null, "there were no interactions");
                        return;
                    }
                    sheet.answer(
                            sheet.quotient("average handle time", Unit.SECONDS, total, in.quantity("contacts")), null);
                });
    }

    private static Input time(String name, String meaning) {
        return Input.number(name, Unit.SECONDS, "total time " + meaning).atLeast(0);
    }
}
