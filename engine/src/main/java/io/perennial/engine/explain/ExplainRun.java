// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.explain;

import io.perennial.engine.ClvException;
import io.perennial.engine.MinorUnit;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.artefact.SavedModel;
import io.perennial.engine.explain.ExplainResult.Change;
import io.perennial.engine.explain.ExplainResult.Part;
import io.perennial.engine.explain.ExplainResult.Step;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.explain.KnownHistory;
import io.perennial.model.explain.ValueChange;
import io.perennial.model.explain.ValueFactors;
import io.perennial.model.explain.ValueFactors.Factor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code clv explain}: the score of one customer as factors, and its change since an earlier day as parts. */
public final class ExplainRun {
    /** The customer on the last day, and of the earlier one what is known by now. */
    private record LastDay(
            ExplainedDay score,
            LocalDate end,
            @Nullable String currency,
            Optional<CustomerFacts> restated,
            List<Notice> notices) {}

    private ExplainRun() {}

    /** Runs it. */
    public static ExplainResult run(ExplainRequest request, Stages stages) {
        Analysis analysis = request.analysis();
        Optional<SavedModel> saved = saved(request);
        LastDay last;
        try (Observation observation = Observation.open(request.source(), analysis, stages)) {
            requireKnown(observation, request.customer());
            LocalDate since = request.since();
            Optional<CustomerFacts> restated =
                    since == null ? Optional.empty() : restated(observation, request.customer(), since);
            last = new LastDay(
                    ExplainedDay.of(observation, request, analysis, saved, stages),
                    observation.end(),
                    observation.reading().currency(),
                    restated,
                    observation.notices());
        }
        LocalDate since = request.since();
        Change change = since == null ? null : change(request, saved, last, since, stages);
        return result(request, last, change);
    }

    private static Optional<SavedModel> saved(ExplainRequest request) {
        Path file = request.model();
        if (file == null) {
            return Optional.empty();
        }
        SavedModel saved = SavedModel.read(file);
        saved.check(request.analysis());
        if (saved.choice().seasonal()) {
            throw ClvException.user(
                    "season-not-explained",
                    "The model %s follows a season, which has no factor of its own here".formatted(file),
                    "Save one without: clv fit --season off --save.");
        }
        return Optional.of(saved);
    }

    private static Change change(
            ExplainRequest request, Optional<SavedModel> saved, LastDay last, LocalDate since, Stages stages) {
        Analysis analysis = request.analysis().withWindow(request.analysis().from(), since);
        try (Observation observation = Observation.open(request.source(), analysis, stages)) {
            ExplainedDay first = ExplainedDay.of(observation, request, analysis, saved, stages);
            // without refunds nothing is learnt later of what lies before
            Optional<CustomerFacts> restated = observation.reading().hasRefunds() ? last.restated : first.facts();
            ValueChange change = ValueChange.of(
                    first.day(analysis),
                    history(restated, first, analysis),
                    ChronoUnit.DAYS.between(since, last.end) / analysis.unit().days(),
                    last.score.day(analysis),
                    history(last.score.facts(), first, analysis),
                    MinorUnit.digits(last.currency));
            List<Part> parts = change.parts().stream()
                    .map(part -> new Part(
                            part.driver().name().toLowerCase(Locale.ROOT),
                            part.driver().title(),
                            part.amount()))
                    .toList();
            return new Change(
                    since,
                    change.before(),
                    change.after(),
                    change.change(),
                    parts,
                    first.models().purchaseTitle());
        }
    }

    /** As the models of the first day see it. */
    private static Optional<KnownHistory> history(
            Optional<CustomerFacts> facts, ExplainedDay first, Analysis analysis) {
        return facts.map(known -> known.history(first.choice().basis(), analysis.unit()));
    }

    private static Optional<CustomerFacts> restated(Observation observation, String customer, LocalDate since) {
        if (since.isBefore(observation.start()) || !since.isBefore(observation.end())) {
            throw ClvException.user(
                    "since-outside",
                    "--since must be a day from %s to the day before %s, was %s"
                            .formatted(observation.start(), observation.end(), since),
                    "The score of that day is compared with the score of %s.".formatted(observation.end()));
        }
        if (!observation.reading().hasRefunds()) {
            return Optional.empty();
        }
        Columns found = Columns.query(
                observation.connection(),
                Sql.template(
                        ExplainRun.class,
                        "restated_history",
                        Map.of("customer", Sql.text(customer), "day", Sql.text(since.toString()))));
        return found.rows() == 0 ? Optional.empty() : Optional.of(CustomerFacts.at(found, 0));
    }

    /** A customer of whose purchases none was left is known, and has a score of 0. */
    private static void requireKnown(Observation observation, String customer) {
        if (ExplainedDay.position(observation, customer).isPresent()) {
            return;
        }
        Sql sql = new Sql(observation.connection());
        try {
            String reversed =
                    Sql.template(ExplainRun.class, "customer_reversed", Map.of("customer", Sql.text(customer)));
            if (sql.count(reversed) > 0) {
                return;
            }
            List<String> some = sql.rows(Sql.resource(ExplainRun.class, "some_customers.sql"), row -> row.getString(1));
            throw ClvException.user(
                    "customer-unknown",
                    "No customer %s bought from %s to %s".formatted(customer, observation.start(), observation.end()),
                    "Write the id as in the file; it has customers such as " + String.join(", ", some) + ".");
        } catch (SQLException e) {
            throw ClvException.internal("engine-sql", Sql.firstLine(e), e);
        }
    }

    private static ExplainResult result(ExplainRequest request, LastDay last, @Nullable Change change) {
        Analysis analysis = request.analysis();
        ExplainedDay score = last.score;
        int digits = MinorUnit.digits(last.currency);
        Optional<CustomerFacts> facts = score.facts();
        LocalDate first = facts.map(f -> last.end.minusDays(f.observedDays())).orElse(null);
        LocalDate latest = facts.map(f -> last.end.minusDays(f.observedDays() - f.recencyDays()))
                .orElse(null);
        List<Notice> warnings = new ArrayList<>(last.notices);
        warnings.addAll(score.choice().notices());
        return new ExplainResult(
                request.customer(),
                last.end,
                analysis.horizon().label(),
                analysis.horizon().endAfter(last.end),
                last.currency,
                analysis.basis(),
                analysis.discount().annual(),
                facts.map(f -> f.frequency() + 1).orElse(0),
                first,
                latest,
                facts.map(CustomerFacts::meanAll).orElse(0.0),
                score.pAlive(),
                ValueFactors.rounded(score.value(), digits),
                score.models().purchaseTitle(),
                score.models().basis().id(),
                score.choice().reason(),
                facts.map(f -> steps(score, f.history(score.choice().basis(), analysis.unit()), digits))
                        .orElse(List.of()),
                change,
                warnings);
    }

    private static List<Step> steps(ExplainedDay score, KnownHistory history, int digits) {
        ValueFactors factors = ValueFactors.of(score.model(), history, score.value());
        List<BigDecimal> amounts = factors.amounts(digits);
        List<Step> steps = new ArrayList<>();
        for (Factor factor : factors.factors()) {
            steps.add(new Step(
                    factor.kind().name().toLowerCase(Locale.ROOT),
                    factor.kind().title(),
                    factor.factor(),
                    amounts.get(steps.size())));
        }
        return steps;
    }
}
