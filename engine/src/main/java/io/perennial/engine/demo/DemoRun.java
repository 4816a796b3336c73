// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import io.perennial.engine.ClvException;
import io.perennial.engine.demo.DemoResult.Planted;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.workspace.Stages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The main path of {@code clv demo}: draw the company, write its files and the truth, fill the store. */
public final class DemoRun {
    /** Name of the company. */
    public static final String COMPANY = "Wildwick";

    private DemoRun() {}

    /**
     * Runs it.
     *
     * @param importedAt when the store is filled, kept with the batches
     * @throws ClvException if the store holds facts of something else
     */
    public static DemoResult run(DemoRequest request, Instant importedAt, Stages stages) {
        try (Ledger ledger = Ledger.open(request.store())) {
            DemoStore store = new DemoStore(ledger, request.name());
            store.check();
            makeFolder(request.folder());
            Map<FactTable, Path> files = new EnumMap<>(FactTable.class);
            List<Planted> planted = generate(request, files, stages);
            stages.run("fill the store", () -> store.fill(files, importedAt));
            // Marts, models and scores of the store are refreshed here.
            return stages.run("sum up", () -> Summary.of(ledger, request, planted));
        }
    }

    /** Draws the company and writes its files, each of which is put into {@code files}. */
    static List<Planted> generate(DemoRequest request, Map<FactTable, Path> files, Stages stages) {
        try (Generator generator = stages.run("draw the company", () -> Generator.of(request))) {
            for (FactTable table : FactTable.values()) {
                Path file = request.folder().resolve(table.sql() + ".parquet");
                stages.run("write " + file.getFileName(), () -> generator.write(table, file));
                files.put(table, file);
            }
            Map<String, Object> truth = stages.run("write the truth", () -> Truth.of(request, generator));
            if (request.rawExports()) {
                makeFolder(request.folder().resolve("raw"));
                truth.put("raw_exports", generator.writeRaw(request.folder().resolve("raw/shopify_orders.csv")));
            }
            write(request.folder().resolve("truth.json"), Truth.json(truth));
            write(request.folder().resolve("README.txt"), readme(request));
            return generator.parameters();
        }
    }

    private static String readme(DemoRequest request) {
        return Resource.text("readme.txt")
                .formatted(request.customers(), request.seed(), request.until(), request.from(), request.until());
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw ClvException.user(
                    "demo-folder",
                    "Cannot make the folder %s: %s".formatted(folder, e.getMessage()),
                    "Name another with --dir.");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ClvException.resource(
                    "demo-file",
                    "Cannot write %s: %s".formatted(file, e.getMessage()),
                    "Free space or name another --dir.",
                    e);
        }
    }
}
