// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whole processes against the floor, in turns within one run: {@code clv score} with and without the backtest, and the three floors of {@link Floor}.
 *
 * <p>Prints for each the shortest wall time and processor time, their ratios to those of the first floor, and the largest resident memory seen. A ratio travels between machines;
 * a time does not. The shortest of several rounds is the one that other work on the machine disturbed least, and processor time is disturbed less than wall time.
 */
public final class EndToEnd {
    private record Contender(String name, List<String> command) {}

    private EndToEnd() {}

    /** Arguments: folder for data, customers (five orders each), rounds, {@code parquet} or {@code csv}. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        Path folder = Path.of(args.length > 0 ? args[0] : "target/orders");
        long customers = args.length > 1 ? Long.parseLong(args[1]) : 100_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        String format = args.length > 3 ? args[3] : "parquet";
        Path orders = OrderFile.make(folder, customers, format);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        String clv = System.getProperty("clv.launcher", "./clv");
        String scores = folder.resolve("scores.parquet").toString();
        List<Contender> contenders = List.of(
                new Contender("floor: order lines by customer", floor(java, classPath, "lines", orders, scores)),
                new Contender("floor: purchase days by customer", floor(java, classPath, "days", orders, scores)),
                new Contender("floor: purchase days, written", floor(java, classPath, "scores", orders, scores)),
                new Contender(
                        "clv score --model bg-nbd --origins 0",
                        score(clv, orders, scores, "--model", "bg-nbd", "--origins", "0")),
                new Contender(
                        "clv score --model pareto-nbd --origins 0",
                        score(clv, orders, scores, "--model", "pareto-nbd", "--origins", "0")),
                new Contender("clv score", score(clv, orders, scores)));
        double[][] seconds = new double[contenders.size()][rounds];
        double[][] processor = new double[contenders.size()][rounds];
        long[] memory = new long[contenders.size()];
        for (int round = 0; round < rounds; round++) {
            for (int c = 0; c < contenders.size(); c++) {
                Run run = Run.of(contenders.get(c).command());
                seconds[c][round] = run.seconds();
                processor[c][round] = run.processorSeconds();
                memory[c] = Math.max(memory[c], run.peakMemory());
            }
        }
        System.out.printf(
                Locale.ROOT, "%n%s, %,d bytes, %d rounds in turns%n", orders.getFileName(), Files.size(orders), rounds);
        double floor = least(seconds[0]);
        double floorProcessor = least(processor[0]);
        for (int c = 0; c < contenders.size(); c++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-42s %8.2f s   %6.2f x floor   processor %8.2f s   %6.2f x floor   %6d MiB%n",
                    contenders.get(c).name(),
                    least(seconds[c]),
                    least(seconds[c]) / floor,
                    least(processor[c]),
                    least(processor[c]) / floorProcessor,
                    memory[c] >> 20);
        }
    }

    private static List<String> floor(String java, String classPath, String which, Path orders, String scores) {
        return List.of(java, "-cp", classPath, Floor.class.getName(), which, orders.toString(), scores);
    }

    private static List<String> score(String clv, Path orders, String scores, String... options) {
        List<String> command = new ArrayList<>(
                List.of(clv, "score", orders.toString(), "--until", "2024-12-30", "--out", scores, "--json"));
        command.addAll(Arrays.asList(options));
        return command;
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }
}
