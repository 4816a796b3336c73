// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.artefact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.workspace.OutputFile;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.season.SeasonTime;
import io.perennial.model.season.SeasonalPurchases;
import io.perennial.model.value.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A purchase model and a spend model that were fitted once, with all that forecasts need besides orders: why they were chosen, how they are corrected and how
 * their intervals are widened. Written as JSON and read again, it predicts the same, bit for bit.
 *
 * @param provenance what it was fitted to
 * @param choice of the models, with corrections and interval factors
 * @param models the fits; {@code models.purchase().model()} predicts for single customers
 */
public record SavedModel(ModelProvenance provenance, Choice choice, ModelPair models) {

    /**
     * Reads a file that {@link #write} wrote, now or in an earlier version.
     *
     * @throws ClvException if there is no such file, it is no saved model, or of a format that this version does not know
     */
    public static SavedModel read(Path file) {
        try {
            JsonNode tree = ModelDocument.tree(Files.readString(file));
            int format = tree.path("format_version").asInt(0);
            if (format == 0) {
                throw unreadable(file, "it has no format_version");
            }
            if (!ModelDocument.known(format)) {
                throw ClvException.data(
                        "model-format-unknown",
                        "%s is a model of format %d; this version reads formats up to %d"
                                .formatted(file, format, ModelDocument.FORMAT),
                        "Update Perennial, or save the model again with clv fit --save.");
            }
            return ModelDocument.of(tree).model();
        } catch (NoSuchFileException e) {
            throw ClvException.user("model-missing", "There is no model " + file, "Write one with clv fit --save.");
        } catch (JsonProcessingException e) {
            throw unreadable(file, e.getOriginalMessage().lines().findFirst().orElse("not JSON"));
        } catch (IOException e) {
            throw ClvException.resource("model-unreadable", "Cannot read " + file + ": " + e.getMessage(), "", e);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static ClvException unreadable(Path file, String why) {
        return ClvException.data(
                "model-unreadable",
                "%s is not a saved model: %s".formatted(file, why),
                "Write one with clv fit ORDERS --save model.json.");
    }

    /** Writes the file, whole or not at all. */
    public void write(Path file) {
        try {
            OutputFile.text(file, ModelDocument.of(this).json());
        } catch (JsonProcessingException e) {
            throw ClvException.internal("model-not-written", e.getOriginalMessage(), e);
        }
    }

    /**
     * Refuses what the model cannot speak of.
     *
     * @throws ClvException if the time unit, the model named or the currency is another one, or the observation ends before the model's
     */
    public void check(Observation observation, Analysis analysis) {
        check(analysis);
        String currency = observation.reading().currency();
        String own = provenance.currency();
        if (own != null && currency != null && !own.equals(currency)) {
            throw ClvException.user(
                    "model-currency",
                    "The model values purchases in %s, the orders are in %s".formatted(own, currency),
                    "Fit a model to orders in %s, or keep those in %s with --currency %s."
                            .formatted(currency, own, own));
        }
        if (observation.end().isBefore(provenance.observationEnd())) {
            throw ClvException.user(
                    "model-from-the-future",
                    "The model has seen orders until %s, this observation ends on %s: it would know the future"
                            .formatted(provenance.observationEnd(), observation.end()),
                    "Choose --until %s or later, or fit a model with --until %s."
                            .formatted(provenance.observationEnd(), observation.end()));
        }
    }

    /** The part of {@link #check(Observation, Analysis)} that needs no orders. */
    public void check(Analysis analysis) {
        TimeUnit unit = models.purchase().model().timeUnit();
        if (analysis.unit() != unit) {
            throw ClvException.user(
                    "model-time-unit",
                    "The model counts time in %ss, this run in %ss"
                            .formatted(unit.label(), analysis.unit().label()),
                    "Give --unit %s.".formatted(unit.label()));
        }
        if (!analysis.model().equals(Analysis.AUTO)
                && !analysis.model().equals(models.family().id())) {
            throw ClvException.user(
                    "model-named-twice",
                    "The model is a %s, --model says %s"
                            .formatted(models.family().id(), analysis.model()),
                    "Leave --model out.");
        }
        if (analysis.season() != SeasonUse.AUTO && (analysis.season() == SeasonUse.ON) != choice.follows()) {
            throw ClvException.user(
                    "model-season",
                    "The model %s a season, --season says %s"
                            .formatted(
                                    choice.follows() ? "follows" : "does not follow",
                                    analysis.season().id()),
                    "Leave --season out.");
        }
    }

    /**
     * The purchase model for histories that are observed until another day: the season it follows is that of the calendar, whenever an observation ends.
     *
     * @param days of the observation
     */
    public Fit<? extends PurchaseModel> purchaseUntil(LocalDate end, int days) {
        Fit<? extends PurchaseModel> fit = models.purchase();
        if (!(fit.model() instanceof SeasonalPurchases seasonal)) {
            return fit;
        }
        SeasonTime time = SeasonTime.of(choice.season().index(), seasonal.timeUnit(), end, days);
        return fit.withModel(SeasonalPurchases.of(seasonal.within(), time));
    }

    /**
     * The choice for a horizon. What was learnt for another one is left out, with the notice {@code corrections-left-out}: a bias and the width of intervals
     * within 12 months say nothing of 90 days.
     */
    public Choice choiceFor(Analysis analysis) {
        boolean learnt = !choice.calibration().equals(Calibration.NONE)
                || choice.transactions().factor() != 1
                || choice.spend().factor() != 1;
        if (!learnt || provenance.horizon().equals(analysis.horizon().label())) {
            return choice;
        }
        return choice.uncorrected(new Notice(
                "corrections-left-out",
                "The model's corrections and interval factors were learnt for %s and are left out for %s."
                        .formatted(provenance.horizon(), analysis.horizon().label())));
    }
}
