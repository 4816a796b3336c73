// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.economics.Formula.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Channels and mixtures of customers: ratios are never averaged, and a mean is shown with what it hides. */
final class PortfolioFormulas {
    /** The channels of the formula guide. */
    static final String CHANNELS = """
            channel,clv,cac,share
            Organic search,6200,180,35%
            Content (blog),5800,210,20%
            Google Ads brand,4500,90,10%
            Google Ads non-brand,3100,450,15%
            LinkedIn Ads,4200,680,8%
            Referral,7400,120,7%
            Affiliate,2100,350,5%
            """;

    private PortfolioFormulas() {}

    static List<Formula> all() {
        return List.of(channels(), portfolio(), blend());
    }

    private static Formula channels() {
        return Formula.named("channels", "B-09")
                .group(Group.PORTFOLIO)
                .title("Value by acquisition channel")
                .expression("sum of share × clv ÷ sum of share × cac")
                .meaning("Ratio and net value of each channel and of all together; without a file, an example.")
                .input(Input.text("file", Input.Kind.ROWS, "CSV: channel, clv, cac, share (or customers)")
                        .standard(CHANNELS))
                .input(Input.choice("basis", "what the clv counts", "gross_profit", "revenue", "contribution")
                        .standard("gross_profit"))
                .computes(PortfolioFormulas::channels);
    }

    private static void channels(Arguments in, Worksheet sheet) {
        String text = in.text("file");
        boolean counts =
                text.lines().findFirst().orElse("").toLowerCase(Locale.ROOT).contains("customers");
        Rows rows = Rows.parse("file", text, "channel", "clv", "cac", counts ? "customers" : "share");
        int n = rows.size();
        double[] weight = new double[n];
        double[] clv = new double[n];
        double[] cac = new double[n];
        for (int i = 0; i < n; i++) {
            weight[i] = counts ? rows.money(i, "customers") : rows.rate(i, "share");
            clv[i] = rows.money(i, "clv");
            cac[i] = rows.money(i, "cac");
            if (!(weight[i] >= 0 && cac[i] >= 0)) {
                throw new IllegalArgumentException("file must have shares and cac >= 0, was %s and %s in row %d"
                        .formatted(weight[i], cac[i], i + 1));
            }
        }
        double all = IntStream.range(0, n).mapToDouble(i -> weight[i]).sum();
        // shares are typed to a percent or a tenth: half a percent allows for their rounding
        if (!(all > 0) || (!counts && Math.abs(all - 1) > 0.005)) {
            throw new IllegalArgumentException(
                    "shares must sum to 100%%, summed to %s".formatted(Figures.show(all, Unit.FRACTION, "")));
        }
        Quantity value = weighted(sheet, "mean CLV", weight, clv, all);
        Quantity cost = weighted(sheet, "mean CAC", weight, cac, all);
        List<List<@Nullable Object>> table = new ArrayList<>();
        IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -weight[i] * (clv[i] - cac[i])))
                .forEach(i -> table.add(Table.row(
                        rows.text(i, "channel"),
                        clv[i],
                        cac[i],
                        cac[i] > 0 ? (Object) (clv[i] / cac[i]) : null,
                        clv[i] - cac[i],
                        weight[i] / all,
                        weight[i] * (clv[i] - cac[i]) / all / (value.value() - cost.value()))));
        sheet.table(new Table(
                List.of(
                        Table.text("channel", "Channel"),
                        Table.figure("clv", "CLV", Unit.MONEY),
                        Table.figure("cac", "CAC", Unit.MONEY),
                        Table.figure("ratio", "CLV:CAC", Unit.RATIO),
                        Table.figure("net_value", "Net value", Unit.MONEY),
                        Table.figure("share", "Customers", Unit.FRACTION),
                        Table.figure("share_of_net_value", "Share of net value", Unit.FRACTION)),
                table));
        Basis basis = Basis.of(in.text("basis"));
        if (cost.value() == 0) {
            sheet.undefined(Unit.RATIO, basis, "no channel cost anything");
            return;
        }
        Quantity ratio = UnitEconomics.judge(sheet, value, cost, Optional.empty());
        sheet.answer(ratio, basis);
        if (IntStream.range(0, n).allMatch(i -> cac[i] > 0)) {
            double mean = IntStream.range(0, n)
                    .mapToDouble(i -> clv[i] / cac[i])
                    .average()
                    .orElse(0);
            sheet.alternative("mean of the ratios", mean, Unit.RATIO, "wrong: ratios must not be averaged");
        }
        sheet.note(
                "Ordered by net value × volume. All figures are averages of customers already won: the next customer of a channel may cost more, so test before moving budget.");
    }

    private static Quantity weighted(Worksheet sheet, String label, double[] weight, double[] value, double all) {
        double sum = IntStream.range(0, value.length)
                .mapToDouble(i -> weight[i] * value[i])
                .sum();
        return sheet.step(
                label,
                Unit.MONEY,
                sum / all,
                "sum of share × " + label.substring(5),
                IntStream.range(0, Math.min(3, value.length))
                                .mapToObj(i -> Figures.show(weight[i] / all, Unit.FRACTION, "") + " × "
                                        + sheet.money(value[i]))
                                .collect(Collectors.joining(" + "))
                        + (value.length > 3 ? " + …" : ""));
    }

    private static Formula portfolio() {
        return Formula.named("portfolio", "F-23")
                .group(Group.PORTFOLIO)
                .title("The mean and what it hides")
                .expression("sum of share × clv")
                .meaning("Mean value of groups of customers, with the median and who holds the value.")
                .input(Input.rateList("share", "share of customers in each group")
                        .between(0, 1)
                        .example("10%,90%"))
                .input(Input.moneyList("clv", "value of a customer of each group")
                        .atLeast(0)
                        .example("40000+1000"))
                .computes(PortfolioFormulas::portfolio);
    }

    private static void portfolio(Arguments in, Worksheet sheet) {
        double[] share = shares(in, "clv");
        List<Double> clv = in.list("clv");
        double[] value = clv.stream().mapToDouble(Double::doubleValue).toArray();
        Quantity mean = weighted(sheet, "mean CLV", share, value, 1);
        sheet.answer(mean, Basis.GROSS_PROFIT);
        List<Integer> order = IntStream.range(0, value.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> value[i]))
                .toList();
        double below = 0;
        double median = Double.NaN;
        for (int i : order) {
            below += share[i];
            if (Double.isNaN(median) && below >= 0.5) {
                median = value[i];
            }
        }
        sheet.alternative("median", median, Unit.MONEY, "half of the customers are worth no more");
        if (mean.value() > 0) {
            int top = order.get(order.size() - 1);
            sheet.alternative(
                    "value held by the best group",
                    share[top] * value[top] / mean.value(),
                    Unit.FRACTION,
                    "by " + Figures.show(share[top], Unit.FRACTION, "") + " of the customers");
            double difference = 0;
            for (int i = 0; i < value.length; i++) {
                for (int j = 0; j < value.length; j++) {
                    difference += share[i] * share[j] * Math.abs(value[i] - value[j]);
                }
            }
            sheet.alternative(
                    "Gini", difference / (2 * mean.value()), Unit.COUNT, "0 all alike, towards 1 one holds everything");
            if (median < mean.value() / 2) {
                sheet.note("The mean describes nobody: most customers are worth less than half of it. Plan by group.");
            }
        }
    }

    private static double[] shares(Arguments in, String other) {
        double[] share =
                in.list("share").stream().mapToDouble(Double::doubleValue).toArray();
        int others = in.list(other).size();
        double all = IntStream.range(0, share.length).mapToDouble(i -> share[i]).sum();
        if (share.length != others) {
            throw new IllegalArgumentException(
                    "share and %s must be as many, were %d and %d".formatted(other, share.length, others));
        }
        // shares are typed to a percent or a tenth: half a percent allows for their rounding
        if (Math.abs(all - 1) > 0.005) {
            throw new IllegalArgumentException(
                    "share must sum to 100%%, summed to %s".formatted(Figures.show(all, Unit.FRACTION, "")));
        }
        return Arrays.stream(share).map(s -> s / all).toArray();
    }

    private static Formula blend() {
        return Formula.named("blend", "X-15")
                .group(Group.PORTFOLIO)
                .title("What a blended churn hides")
                .expression("sum of share × churn;  1 ÷ it against sum of share ÷ churn")
                .meaning("The lifetime that a blended churn gives, against the mean of the segments' lifetimes.")
                .input(Input.rateList("share", "share of customers in each segment")
                        .between(0, 1)
                        .example("53%,47%"))
                .input(Input.rateList("churn", "monthly churn of each segment")
                        .above(0)
                        .example("0.5%,8%"))
                .computes(PortfolioFormulas::blend);
    }

    private static void blend(Arguments in, Worksheet sheet) {
        double[] share = shares(in, "churn");
        List<Double> churn = in.list("churn");
        double rate = 0;
        double lifetime = 0;
        for (int i = 0; i < share.length; i++) {
            rate += share[i] * churn.get(i);
            lifetime += share[i] / churn.get(i);
        }
        Quantity blended = sheet.step(
                "blended churn", Unit.FRACTION, rate, "sum of share × churn", "over " + share.length + " segments");
        Quantity naive =
                sheet.quotient("lifetime from blended churn", Unit.MONTHS, Quantity.of("1", 1, Unit.COUNT), blended);
        Quantity mean = sheet.step(
                "mean lifetime of the segments",
                Unit.MONTHS,
                lifetime,
                "sum of share ÷ churn",
                "over " + share.length + " segments");
        sheet.answer(blended, null);
        sheet.alternative("lifetime from blended churn", naive, "too short whenever segments differ");
        sheet.alternative("mean lifetime of the segments", mean, "the right mean");
        sheet.alternative(
                "understatement",
                1 - naive.value() / mean.value(),
                Unit.FRACTION,
                "of lifetime, and of value at equal revenue");
    }
}
