// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.lifetime.Parts.Part;
import io.perennial.engine.mart.Columns;
import io.perennial.model.account.Growth;
import io.perennial.model.value.TotalEstimate;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Subscribers: renewal curves times what they pay times what survivors come to pay. */
final class SubscriptionForecaster {
    /** Survivors' growth is taken to go on, but not faster than 20 % a year either way: what grows faster in one year does not for five. */
    private static final double MOST_MONTHLY_GROWTH = Math.log(1.2) / 12;

    /** Twelve months of survivors are asked first; shorter times only when fewer than this were there. */
    private static final double SURVIVORS = 30;

    private static final String[] STATUS = {"active", "past due", "paused", "in a trial"};

    private final LocalDate asOf;
    private final Outlook outlook;
    private final LifetimeTerms terms;
    private final List<String> grounds = new ArrayList<>();

    private SubscriptionForecaster(LocalDate asOf, LifetimeTerms terms) {
        this.asOf = asOf;
        this.outlook = Outlook.of(terms, asOf);
        this.terms = terms;
    }

    /** Adds one part per subscription that is in force or in a trial. */
    static StreamForecast run(Connection ledger, LocalDate asOf, LifetimeTerms terms, Learnt given, Parts parts) {
        return new SubscriptionForecaster(asOf, terms).forecast(ledger, given.subscribers(), parts);
    }

    private StreamForecast forecast(Connection ledger, Optional<SubscriberHabits> given, Parts parts) {
        Columns columns = Columns.query(ledger, """
                select s.customer, g.plan_group, s.mrr, s.age, s.status, s.next_days
                from life_subscriber s join life_group g on g.interval_name = s.interval_name and g.plan = s.plan
                order by g.plan_group, s.customer, s.age, s.mrr, s.next_days, s.status
                """);
        if (columns.rows() == 0) {
            return StreamForecast.NOTHING;
        }
        RenewalCurves fitted = RenewalCurves.fit(ledger);
        RenewalCurves curves = given.map(g -> fitted.replacedBy(g.curves())).orElse(fitted);
        double[] back = given.map(SubscriberHabits::back).orElseGet(() -> back(ledger));
        Subscribers subscribers = subscribers(columns, back);
        Map<String, Growth> growth = given.map(SubscriberHabits::growth).orElseGet(() -> growth(ledger));
        Map<RenewalCurves.Curve, List<Integer>> rowsOf = new LinkedHashMap<>();
        int[] group = columns.ints("plan_group");
        for (int i = 0; i < group.length; i++) {
            rowsOf.computeIfAbsent(curves.of(group[i]), curve -> new ArrayList<>())
                    .add(i);
        }
        Part[] all = new Part[group.length];
        TotalEstimate total = Sums.NOTHING;
        for (var entry : rowsOf.entrySet()) {
            int[] rows = entry.getValue().stream().mapToInt(Integer::intValue).toArray();
            Growth monthly = growth.getOrDefault(entry.getKey().interval(), Growth.NONE);
            total = Sums.plus(
                    total,
                    new CurveValues(entry.getKey(), monthly, outlook, terms.discount()).add(subscribers, rows, all));
        }
        for (int i = 0; i < all.length; i++) {
            parts.add(Relationship.SUBSCRIPTION, subscribers.customer()[i], all[i]);
        }
        String model = curves.curves().stream()
                .map(curve -> curve.fit().model().id())
                .distinct()
                .sorted()
                .collect(Collectors.joining("/"));
        return new StreamForecast(
                total,
                model,
                grounds,
                curves.notices(),
                Learnt.of(new SubscriberHabits(curves, growth, back)),
                Optional.of(new SubscriberActivity(asOf, subscribers, columns, curves, ledger)));
    }

    private static double[] back(Connection ledger) {
        double[] back = {1, 0.5, 0.5, 0.5};
        Columns ends = Columns.query(ledger, "select status, returned, gone from life_return");
        for (int i = 0; i < ends.rows(); i++) {
            double returned = ends.doubles("returned")[i];
            double gone = ends.doubles("gone")[i];
            // one of each beforehand: half come back while nothing is known
            back[ends.ints("status")[i]] = (returned + 1) / (returned + gone + 2);
        }
        return back;
    }

    private Subscribers subscribers(Columns columns, double[] back) {
        int[] status = columns.ints("status");
        for (int s = 1; s < STATUS.length; s++) {
            int which = s;
            long affected = Arrays.stream(status).filter(each -> each == which).count();
            if (affected > 0) {
                grounds.add(String.format(
                        Locale.ROOT,
                        "Subscriptions %s: %d; each is valued at the share of them that came to pay, %.0f %%.",
                        STATUS[s],
                        affected,
                        100 * back[s]));
            }
        }
        double[] certainty = Arrays.stream(status).mapToDouble(s -> back[s]).toArray();
        return new Subscribers(
                columns.ints("customer"),
                columns.ints("age"),
                withTrials(columns.ints("plan_group"), columns.doubles("mrr"), status),
                columns.doubles("next_days"),
                certainty);
    }

    /** A trial will pay what its plan's subscribers pay; where its plan has none, what all pay. */
    private static double[] withTrials(int[] group, double[] mrr, int[] status) {
        int groups = 1 + Arrays.stream(group).max().orElse(0);
        double[] sum = new double[groups];
        int[] paying = new int[groups];
        for (int i = 0; i < mrr.length; i++) {
            if (status[i] == 0) {
                sum[group[i]] += mrr[i];
                paying[group[i]]++;
            }
        }
        int allPaying = Arrays.stream(paying).sum();
        double mean = allPaying == 0 ? 0 : Arrays.stream(sum).sum() / allPaying;
        return IntStream.range(0, mrr.length)
                .mapToDouble(
                        i -> status[i] != 3 ? mrr[i] : paying[group[i]] == 0 ? mean : sum[group[i]] / paying[group[i]])
                .toArray();
    }

    private Map<String, Growth> growth(Connection ledger) {
        Map<String, Growth> growth = new LinkedHashMap<>();
        for (String interval : RenewalCurves.INTERVALS) {
            Columns sums = Columns.query(
                    ledger,
                    "select months, customers, now, before, now_now, now_before, before_before from life_expansion where interval_name = '"
                            + interval + "' order by months desc");
            for (int i = 0; i < sums.rows() && !growth.containsKey(interval); i++) {
                if (sums.doubles("customers")[i] >= SURVIVORS) {
                    growth.put(interval, monthly(interval, sums, i));
                }
            }
        }
        return growth;
    }

    private Growth monthly(String interval, Columns sums, int i) {
        int months = sums.ints("months")[i];
        Growth whole = Growth.of(
                sums.doubles("customers")[i],
                sums.doubles("now")[i],
                sums.doubles("before")[i],
                sums.doubles("now_now")[i],
                sums.doubles("now_before")[i],
                sums.doubles("before_before")[i]);
        Growth monthly = whole.per(months, MOST_MONTHLY_GROWTH);
        grounds.add(String.format(
                Locale.ROOT,
                "Subscriptions by the %s that stayed for %d months pay %+.1f %% after them; %+.1f %% a year is expected of those who stay%s.",
                interval,
                months,
                100 * Math.expm1(Math.log(sums.doubles("now")[i] / sums.doubles("before")[i])),
                100 * Math.expm1(12 * monthly.log()),
                Math.abs(monthly.log()) >= MOST_MONTHLY_GROWTH
                        ? " (more is not taken to last)"
                        : " after its error is taken off"));
        return monthly;
    }
}
