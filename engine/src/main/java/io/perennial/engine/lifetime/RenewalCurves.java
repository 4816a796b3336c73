// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.Notice;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.stage.SqlText;
import io.perennial.model.contract.BetaDiscreteWeibullFitter;
import io.perennial.model.contract.LifeTable;
import io.perennial.model.contract.RenewalHistories;
import io.perennial.model.contract.RenewalModel;
import io.perennial.model.contract.RenewalPeriod;
import io.perennial.model.contract.ShiftedBetaGeometricFitter;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How subscriptions renew: one model per billing interval, or one per plan of it where the data tell plans apart.
 *
 * <p>A plan can have its own curve when {@value #OWN_LOSSES} of its subscriptions have left; whether plans do get their own is decided by the AIC of all of an
 * interval together against that of the plans apart.
 */
final class RenewalCurves {
    /** Names of billing intervals. */
    static final List<String> INTERVALS = List.of("week", "month", "quarter", "year");

    /** A curve has two or three parameters; twenty departures say churn to about a fifth. */
    private static final int OWN_LOSSES = 20;

    /** The third parameter has to earn its place. */
    private static final double BETTER = 2;

    private final List<Curve> curves = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<Integer, Curve> ofGroup = new LinkedHashMap<>();
    private final Map<Integer, Group> groups = new LinkedHashMap<>();

    private RenewalCurves() {}

    /** A fitted curve of some plans of an interval. */
    record Curve(String interval, RenewalPeriod period, Fit<? extends RenewalModel> fit) {}

    private record Group(int number, String interval, String plan) {}

    /** Fits to the tables {@code life_group} and {@code life_renewal}. */
    static RenewalCurves fit(Connection ledger) {
        RenewalCurves curves = new RenewalCurves();
        Map<String, List<Group>> byInterval = new LinkedHashMap<>();
        for (Group group : groups(ledger)) {
            byInterval
                    .computeIfAbsent(group.interval, interval -> new ArrayList<>())
                    .add(group);
        }
        Columns rows = Columns.query(
                ledger,
                "select plan_group, entry, periods, ended, customers from life_renewal order by plan_group, entry, periods, ended");
        byInterval.forEach((interval, groups) -> curves.fit(interval, groups, rows));
        return curves;
    }

    /** The same groups with the curves another day had for their plans; a plan it did not know gets one of its interval, and an interval it did not know keeps its own. */
    RenewalCurves replacedBy(RenewalCurves other) {
        RenewalCurves replaced = new RenewalCurves();
        groups.forEach((number, group) -> {
            Curve curve = other.known(group).orElseGet(() -> of(number));
            replaced.groups.put(number, group);
            replaced.ofGroup.put(number, curve);
            if (!replaced.curves.contains(curve)) {
                replaced.curves.add(curve);
            }
        });
        return replaced;
    }

    private Optional<Curve> known(Group wanted) {
        return groups.values().stream()
                .filter(group -> group.interval.equals(wanted.interval))
                .sorted(Comparator.comparing(group -> !group.plan.equals(wanted.plan)))
                .findFirst()
                .map(group -> of(group.number));
    }

    List<Curve> curves() {
        return curves;
    }

    Curve of(int group) {
        Curve curve = ofGroup.get(group);
        if (curve == null) {
            throw new IllegalArgumentException("group must be one of " + ofGroup.keySet() + ", was " + group);
        }
        return curve;
    }

    List<Notice> notices() {
        return notices;
    }

    private void fit(String interval, List<Group> groups, Columns rows) {
        RenewalPeriod period = period(interval);
        List<Group> own = new ArrayList<>();
        List<Group> rest = new ArrayList<>();
        for (Group group : groups) {
            LifeTable table = histories(period, List.of(group), rows).lifeTable();
            (table.losses() >= OWN_LOSSES && groups.size() > 1 ? own : rest).add(group);
        }
        Fit<? extends RenewalModel> pooled = best(histories(period, groups, rows));
        if (own.isEmpty()) {
            add(new Curve(interval, period, pooled), groups, "");
            return;
        }
        Map<Group, Fit<? extends RenewalModel>> separate = new LinkedHashMap<>();
        double apart = 0;
        for (Group group : own) {
            Fit<? extends RenewalModel> fit = best(histories(period, List.of(group), rows));
            separate.put(group, fit);
            apart += fit.aic();
        }
        RenewalHistories others = histories(period, rest, rows);
        boolean known = others.lifeTable().losses() > 0;
        Fit<? extends RenewalModel> remainder = known ? best(others) : pooled;
        if (apart + (others.size() > 0 ? best(others).aic() : 0) >= pooled.aic()) {
            add(new Curve(interval, period, pooled), groups, "");
            return;
        }
        separate.forEach(
                (group, fit) -> add(new Curve(interval, period, fit), List.of(group), " of plan " + group.plan));
        if (!rest.isEmpty()) {
            add(new Curve(interval, period, remainder), rest, " of the smaller plans");
        }
    }

    private void add(Curve curve, List<Group> groups, String of) {
        curves.add(curve);
        groups.forEach(group -> {
            this.groups.put(group.number, group);
            ofGroup.put(group.number, curve);
        });
        for (Diagnosis diagnosis : curve.fit.diagnoses()) {
            notices.add(new Notice(
                    "subscription-" + diagnosis.code(),
                    "Subscriptions by the %s%s: %s".formatted(curve.interval, of, diagnosis.message())));
        }
    }

    /** The shifted beta-geometric model, unless duration dependence improves the AIC visibly. */
    private static Fit<? extends RenewalModel> best(RenewalHistories histories) {
        var plain = ShiftedBetaGeometricFitter.fit(histories, FitOptions.defaults());
        if (!plain.diagnoses().isEmpty()) {
            return plain;
        }
        var stretched = BetaDiscreteWeibullFitter.fit(histories, FitOptions.defaults());
        boolean sound = stretched.converged() && stretched.diagnoses().isEmpty();
        return sound && stretched.aic() < plain.aic() - BETTER ? stretched : plain;
    }

    private static RenewalHistories histories(RenewalPeriod period, List<Group> groups, Columns rows) {
        boolean[] wanted =
                new boolean[1 + groups.stream().mapToInt(Group::number).max().orElse(0)];
        groups.forEach(group -> wanted[group.number] = true);
        int[] number = rows.ints("plan_group");
        int[] entries = rows.ints("entry");
        int[] lasts = rows.ints("periods");
        int[] ends = rows.ints("ended");
        double[] customers = rows.doubles("customers");
        int[] entry = new int[number.length];
        int[] periods = new int[number.length];
        boolean[] ended = new boolean[number.length];
        double[] weight = new double[number.length];
        int n = 0;
        for (int i = 0; i < number.length; i++) {
            if (number[i] < wanted.length && wanted[number[i]]) {
                entry[n] = entries[i];
                periods[n] = lasts[i];
                ended[n] = ends[i] == 1;
                weight[n++] = customers[i];
            }
        }
        return RenewalHistories.of(
                period,
                Arrays.copyOf(entry, n),
                Arrays.copyOf(periods, n),
                Arrays.copyOf(ended, n),
                Arrays.copyOf(weight, n));
    }

    private static RenewalPeriod period(String interval) {
        return switch (interval) {
            case "week" -> RenewalPeriod.WEEK;
            case "quarter" -> RenewalPeriod.QUARTER;
            case "year" -> RenewalPeriod.YEAR;
            default -> RenewalPeriod.MONTH;
        };
    }

    private static List<Group> groups(Connection ledger) {
        List<Group> groups = new ArrayList<>();
        try (Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(
                        "select plan_group, interval_name, plan from life_group order by plan_group")) {
            while (row.next()) {
                groups.add(new Group(row.getInt(1), row.getString(2).toLowerCase(Locale.ROOT), row.getString(3)));
            }
        } catch (SQLException e) {
            throw SqlText.failure("life_group", e);
        }
        return groups;
    }
}
