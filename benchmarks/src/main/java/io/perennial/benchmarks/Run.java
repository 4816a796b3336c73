// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a command.
 *
 * @param seconds wall time from start to end
 * @param processorSeconds of all its threads, as far as it was seen: what the last moments took is missing; 0 where there is no /proc
 * @param peakMemory largest resident memory in bytes, as the kernel counted it; 0 where there is no /proc
 */
record Run(double seconds, double processorSeconds, long peakMemory) {
    private static final int POLL_MILLIS = 20;

    /** The kernel counts in these, on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    static Run of(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long peak = 0;
        double processor = 0;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakOf(process.pid()));
            processor = Math.max(processor, processorOf(process.pid()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        // 4: done, with quarantined rows
        if (process.exitValue() != 0 && process.exitValue() != 4) {
            throw new IOException("command must succeed, was exit code " + process.exitValue() + ": " + command);
        }
        return new Run(seconds, processor, peak);
    }

    /** VmHWM, the kernel's own high-water mark: what a poll between two peaks would miss. */
    private static long peakOf(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    private static double processorOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the name, in parentheses, may hold spaces; after it the 12th and 13th field are user and system time
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException ended) {
            return 0;
        }
    }
}
