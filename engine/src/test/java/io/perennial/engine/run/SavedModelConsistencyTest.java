// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.CovariateRequest;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.analysis.IntervalMethod;
import io.perennial.engine.artefact.SavedModel;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.TimeUnit;
import io.perennial.model.validate.Sufficiency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that was saved and read again predicts the same, bit for bit, and refuses what it cannot speak of. */
class SavedModelConsistencyTest {
    private static final Analysis OBSERVED =
            Analysis.defaults().withWindow(null, LocalDate.of(2024, 6, 30)).withOrigins(0);

    /** Written with format 1: clv fit shop/transactions.csv --until 2024-06-30 --model bg-nbd --horizon 90days --origins 2. Never to be written again. */
    private static final Path FORMAT_1 = Path.of("src/test/resources/io/perennial/engine/artefact/model-format-1.json");

    @TempDir
    private Path folder;

    private static ScoreRequest shop(Analysis analysis) {
        return Scratch.score(Scratch.fixture("shop/transactions.csv")).withAnalysis(analysis);
    }

    private Path saved(Analysis analysis) {
        Path file = folder.resolve("model.json");
        SourceRequest source = SourceRequest.of(
                List.of(Scratch.fixture("shop/transactions.csv").toString()), Scratch.LATEST);
        FitRun.run(
                source,
                analysis,
                IntervalMethod.NONE,
                Optional.of(new FitRun.Save(file, Sufficiency.Thresholds.defaults())),
                new Stages(Stages.Listener.SILENT, System::nanoTime));
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bg-nbd", "mbg-nbd", "pareto-nbd", "ggompertz-nbd", "bg-cnbd-k", "mbg-cnbd-k"})
    void everyFamilyPredictsTheSameBitForBit(String model) {
        assertSame(OBSERVED.withModel(model));
    }

    @Test
    void correctionsAndIntervalFactorsAreKeptForTheirHorizon() {
        // 26 weeks fit into the observation with room for two origins
        Analysis analysis = OBSERVED.withModel("pareto-nbd")
                .withHorizon(Horizon.parse("90days"))
                .withOrigins(2);
        SavedModel model = assertSame(analysis);
        assertThat(model.choice().spend().origins()).isEqualTo(2);
        assertThat(model.choice().calibration().high80()).isNotEqualTo(1);
        ScoreResult other = ScoreRun.run(shop(OBSERVED).withModel(folder.resolve("model.json")));
        assertThat(other.warnings()).extracting(Notice::code).contains("corrections-left-out");
        assertThat(other.spendModel().correction()).isEqualTo(1);
    }

    private SavedModel assertSame(Analysis analysis) {
        Path direct = folder.resolve("direct.parquet");
        Path reloaded = folder.resolve("reloaded.parquet");
        ScoreResult expected = ScoreRun.run(shop(analysis).withOut(direct));
        Path file = saved(analysis);
        ScoreResult found = ScoreRun.run(
                shop(analysis.withModel(Analysis.AUTO)).withModel(file).withOut(reloaded));
        // Parquet holds doubles as they are: equal files are equal bits
        assertThat(reloaded).hasSameBinaryContentAs(direct);
        assertThat(found.totals()).isEqualTo(expected.totals());
        assertThat(found.purchaseModel()).isEqualTo(expected.purchaseModel());
        assertThat(found.choice()).isEqualTo(expected.choice());
        return SavedModel.read(file);
    }

    @Test
    void theFileOfTheFirstFormatIsReadAndPredictsAsItDid() {
        SavedModel model = SavedModel.read(FORMAT_1);
        assertThat(model.provenance().observationEnd()).isEqualTo(LocalDate.of(2024, 6, 30));
        assertThat(model.provenance().customers()).isEqualTo(600);
        // log-likelihood of the reference maximum on the same data; 1e-8 is what fits promise
        assertThat(model.models().purchase().logLikelihood()).isCloseTo(-6971.269176129626, within(1e-8));
        ScoreResult.Totals totals = ScoreRun.run(
                        shop(OBSERVED.withHorizon(Horizon.parse("90days"))).withModel(FORMAT_1))
                .totals();
        // what it said when it was written; 1e-9 leaves room for the last digits of Math.exp and Math.log of another
        // Java
        assertThat(totals.expectedTransactions()).isCloseTo(306.45873416022283, withinPercentage(1e-9));
        assertThat(totals.clv()).isCloseTo(13326.795600501207, withinPercentage(1e-9));
        assertThat(totals.clvLow()).isCloseTo(10481.721106747129, withinPercentage(1e-9));
        assertThat(totals.clvHigh()).isCloseTo(16430.853715755205, withinPercentage(1e-9));
    }

    @Test
    void whatTheModelCannotSpeakOfIsRefused() throws IOException {
        ScoreRequest request = shop(OBSERVED).withModel(FORMAT_1);
        refused(
                request.withAnalysis(OBSERVED.withUnit(TimeUnit.DAY)),
                "The model counts time in weeks, this run in days");
        refused(
                request.withAnalysis(OBSERVED.withModel("pareto-nbd")),
                "The model is a bg-nbd, --model says pareto-nbd");
        refused(
                request.withAnalysis(OBSERVED.withWindow(null, LocalDate.of(2024, 6, 29))),
                "The model has seen orders until 2024-06-30, this observation ends on 2024-06-29: it would know the future");
        refused(
                request.withCovariates(new CovariateRequest("customers.csv", List.of("gender"), List.of())),
                "--covariates cannot move a saved model, which knows none");
        refused(request.withModel(folder.resolve("none.json")), "There is no model " + folder.resolve("none.json"));
        String text = Files.readString(FORMAT_1);
        refusedFile(
                request,
                text.replace("\"format_version\" : 1", "\"format_version\" : 7"),
                "format 7; this version reads formats up to 2");
        refusedFile(request, "no json", "is not a saved model");
        refusedFile(request, "[1, 2]", "it has no format_version");
        refusedFile(
                request,
                text.replace("\"bg-nbd\",\n    \"phases\"", "\"x-nbd\",\n    \"phases\""),
                "no purchase model is called x-nbd");
        refusedFile(
                request,
                text.replaceFirst("\"parameter_names\" : \\[ \"r\",", "\"parameter_names\" : ["),
                "must be as many as");
    }

    @Test
    void anotherCurrencyIsRefused() throws IOException {
        Path euros = Scratch.write(
                folder, "euros.csv", "customer,date,amount,currency", "A,2024-07-01,10,EUR", "B,2024-07-02,12,EUR");
        String dollars = Files.readString(FORMAT_1).replace("\"currency\" : null", "\"currency\" : \"USD\"");
        Path model = Files.writeString(folder.resolve("dollars.json"), dollars);
        refused(Scratch.score(euros).withModel(model), "The model values purchases in USD, the orders are in EUR");
    }

    private void refusedFile(ScoreRequest request, String content, String message) throws IOException {
        refused(request.withModel(Files.writeString(folder.resolve("broken.json"), content)), message);
    }

    private static void refused(ScoreRequest request, String message) {
        assertThatThrownBy(() -> ScoreRun.run(request)).hasMessageContaining(message);
    }
}
