// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.perennial.engine.Sql;
import io.perennial.engine.intake.ImportReport;
import io.perennial.engine.intake.ImportRequest;
import io.perennial.engine.intake.Intake;
import io.perennial.engine.ledger.Ledger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Importing a CSV file of facts into a new ledger, against DuckDB's own reader that makes a table of a new database file of it: what the import does besides
 * (typing, rules, keys, hashes, provenance) must not cost more than the reading itself. In turns, in one process; the ratio travels between machines.
 */
public final class ImportSpeed {
    private static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");

    private ImportSpeed() {}

    /** Arguments: folder for data, number of facts, rounds. */
    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Path.of(args.length > 0 ? args[0] : "target/import");
        long facts = args.length > 1 ? Long.parseLong(args[1]) : 25_000_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Path file = file(folder, facts);
        List<Spent> reader = new ArrayList<>();
        List<Spent> intake = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Spent start = Spent.now();
            read(folder, file);
            Spent middle = Spent.now();
            intake(folder, file);
            reader.add(middle.since(start));
            intake.add(Spent.now().since(middle));
        }
        System.out.printf(Locale.ROOT, "%,d facts, %,d bytes, %d rounds in turns%n", facts, Files.size(file), rounds);
        print("wall time", reader, intake, Spent::wall);
        // What other processes do to the wall time they do not do to the processor time.
        print("processor time", reader, intake, Spent::processor);
    }

    private record Spent(double wall, double processor) {
        private static final OperatingSystemMXBean PROCESS =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        static Spent now() {
            return new Spent(System.nanoTime() / 1e9, PROCESS.getProcessCpuTime() / 1e9);
        }

        Spent since(Spent start) {
            return new Spent(wall - start.wall, processor - start.processor);
        }
    }

    private static void print(String what, List<Spent> reader, List<Spent> intake, ToDoubleFunction<Spent> of) {
        double floor = median(reader, of);
        double ours = median(intake, of);
        System.out.printf(
                Locale.ROOT,
                "%-15s read_csv into a table %6.1f s, clv import %6.1f s, speed %.2f of the reader's%n",
                what,
                floor,
                ours,
                floor / ours);
    }

    private static double median(List<Spent> spent, ToDoubleFunction<Spent> of) {
        double[] values = spent.stream().mapToDouble(of).sorted().toArray();
        return 0.5 * (values[(values.length - 1) / 2] + values[values.length / 2]);
    }

    /** A file of revenue events, the same one every time; one that exists is kept. */
    static Path file(Path folder, long facts) throws IOException, SQLException {
        Path file = folder.resolve("events-" + facts + ".csv");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path beside = folder.resolve(file.getFileName() + ".part");
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement()) {
                statement.execute(Sql.resource(ImportSpeed.class, "events.sql")
                        .replace("${facts}", Long.toString(facts))
                        .replace("${file}", beside.toString()));
            }
            Files.move(beside, file);
        }
        return file;
    }

    /** Rows that DuckDB's reader finds. */
    static long read(Path folder, Path file) throws IOException, SQLException {
        Path database = folder.resolve("reader.duckdb");
        Files.deleteIfExists(database);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate("create table event as select * from read_csv('" + file + "')");
        }
    }

    static ImportReport intake(Path folder, Path file) throws IOException {
        Path store = folder.resolve("store.duckdb");
        Files.deleteIfExists(store);
        try (Ledger ledger = Ledger.open(store)) {
            return Intake.run(ledger, store.toString(), ImportRequest.of(List.of(file.toString()), NOW), phrase -> {});
        }
    }
}
