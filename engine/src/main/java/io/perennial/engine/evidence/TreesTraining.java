// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.learner.BoostedTrees;
import io.perennial.engine.learner.Features;
import io.perennial.model.validate.Holdout;
import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads what boosted trees learn from: for each origin the one a whole holdout earlier, whose outcome is known at it. */
final class TreesTraining {
    /** Histories shorter than this say nothing of anybody's habits. */
    private static final int SHORTEST_HISTORY = 56;

    private final HoldoutReader reader;
    private final Origins origins;
    private final LocalDate start;
    private final Supplier<Features> read;
    private final Map<LocalDate, Holdout> judged = new TreeMap<>();
    private final IdentityHashMap<Holdout, Features> features = new IdentityHashMap<>();

    TreesTraining(HoldoutReader reader, Origins origins, LocalDate start, Supplier<Features> read) {
        this.reader = reader;
        this.origins = origins;
        this.start = start;
        this.read = read;
    }

    /** Keeps what is known at an origin that was read just now. */
    void judged(Holdout holdout, LocalDate day) {
        judged.put(day, holdout);
        features.put(holdout, read.get());
    }

    /** The competitor; empty, with a notice that says why, where this machine or these data have none. */
    Optional<TreesChallenger> challenger(ModelCandidates models, List<Notice> notices) {
        Optional<String> missing = BoostedTrees.missing();
        if (missing.isPresent()) {
            notices.add(new Notice(
                    "boosted-trees-unavailable",
                    "Boosted trees did not compete: their native library does not load on this machine (%s)."
                            .formatted(missing.get())));
            return Optional.empty();
        }
        IdentityHashMap<Holdout, Holdout> training = new IdentityHashMap<>();
        judged.forEach(
                (day, holdout) -> earlier(origins.windowStart(day)).ifPresent(known -> training.put(holdout, known)));
        PurchaseFamily base = models.competes(PurchaseFamily.PARETO_NBD) ? PurchaseFamily.PARETO_NBD : models.first();
        TreesChallenger challenger = new TreesChallenger(models, base, features, training);
        if (!challenger.able()) {
            notices.add(
                    new Notice(
                            "boosted-trees-left-out",
                            "Boosted trees did not compete: too few purchases lie a whole holdout before an origin to learn from."));
            return Optional.empty();
        }
        return Optional.of(challenger);
    }

    private Optional<Holdout> earlier(LocalDate day) {
        Holdout known = judged.get(day);
        if (known != null || day.isBefore(start.plusDays(SHORTEST_HISTORY))) {
            return Optional.ofNullable(known);
        }
        Holdout holdout = reader.at(day);
        features.put(holdout, read.get());
        return Optional.of(holdout);
    }
}
