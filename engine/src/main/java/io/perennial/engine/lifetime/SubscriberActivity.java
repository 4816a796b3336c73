// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.mart.Columns;
import io.perennial.engine.stage.SqlText;
import io.perennial.model.contract.RenewalModel;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Who will still subscribe: a subscription is active in a period if it has come to the period's first day.
 *
 * <p>Survival between two renewals n and n + 1, at a share u of the time between them, is S(n) - (1 - a) u (S(n) - S(n+1)), a being the share of those who left that did so on the day of a
 * renewal ({@code life_departure.sql}): the others leave at any time. It is divided by the survival to today.
 */
final class SubscriberActivity implements Activity.Presence {
    private static final int TRIAL = 3;

    private final LocalDate asOf;
    private final Subscribers subscribers;
    private final int[] status;
    private final RenewalCurves curves;
    private final int[] group;
    private final Map<String, Double> atRenewal;

    SubscriberActivity(
            LocalDate asOf, Subscribers subscribers, Columns columns, RenewalCurves curves, Connection ledger) {
        this.asOf = asOf;
        this.subscribers = subscribers;
        this.status = columns.ints("status");
        this.group = columns.ints("plan_group");
        this.curves = curves;
        this.atRenewal = atRenewal(ledger);
    }

    private static Map<String, Double> atRenewal(Connection ledger) {
        Map<String, Double> share = new HashMap<>();
        for (String interval : RenewalCurves.INTERVALS) {
            Columns departures = Columns.query(
                    ledger,
                    SqlText.of(SubscriberActivity.class, "life_departure").replace("${interval}", interval));
            share.put(interval, departures.doubles("at_renewal")[0]);
        }
        return share;
    }

    @Override
    public void addTo(int[] bounds, Activity.Chances chances) {
        for (int i = 0; i < group.length; i++) {
            Life life = new Life(curves.of(group[i]), i);
            for (int period = 0; period + 1 < bounds.length; period++) {
                double stays = life.active(asOf.plusDays(bounds[period] + 1), asOf.plusDays(bounds[period + 1]));
                chances.add(period, subscribers.customer()[i], subscribers.certainty()[i] * stays);
            }
        }
    }

    /** One subscription from today on. */
    private final class Life {
        private final RenewalModel model;
        private final String interval;
        private final double between;
        private final int age;
        private final boolean trial;
        private final LocalDate next;

        Life(RenewalCurves.Curve curve, int i) {
            this.model = curve.fit().model();
            this.interval = curve.interval();
            this.between = 1 - atRenewal.getOrDefault(interval, 1.0);
            this.age = subscribers.age()[i];
            this.trial = status[i] == TRIAL;
            this.next = asOf.plusDays((long) subscribers.nextDays()[i]);
        }

        double active(LocalDate first, LocalDate last) {
            if (!trial) {
                return survival(next, first) / survival(next, asOf);
            }
            // the first payment, if it comes, comes next
            return last.isBefore(next) ? 0 : survival(after(next, 1), first.isBefore(next) ? next : first);
        }

        /** S at a day, over S(age); {@code renewal} is the day of renewal age + 1. */
        private double survival(LocalDate renewal, LocalDate day) {
            int n = day.isBefore(renewal) ? 0 : 1 + periods(renewal, day);
            LocalDate from = after(renewal, n - 1);
            double length = ChronoUnit.DAYS.between(from, after(renewal, n));
            double share = Math.min(1, ChronoUnit.DAYS.between(from, day) / length);
            double now = Math.exp(model.logSurvival(age, n));
            double later = Math.exp(model.logSurvival(age, n + 1));
            return now - between * share * (now - later);
        }

        private int periods(LocalDate from, LocalDate to) {
            return switch (interval) {
                case "week" -> (int) ChronoUnit.WEEKS.between(from, to);
                case "quarter" -> (int) ChronoUnit.MONTHS.between(from, to) / 3;
                case "year" -> (int) ChronoUnit.YEARS.between(from, to);
                default -> (int) ChronoUnit.MONTHS.between(from, to);
            };
        }

        private LocalDate after(LocalDate day, int periods) {
            return switch (interval) {
                case "week" -> day.plusWeeks(periods);
                case "quarter" -> day.plusMonths(3L * periods);
                case "year" -> day.plusYears(periods);
                default -> day.plusMonths(periods);
            };
        }
    }
}
