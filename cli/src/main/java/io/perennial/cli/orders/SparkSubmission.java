// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.engine.ClvException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands {@code clv score --engine spark} over to the job on Spark, as one would with {@code spark-submit} by hand. The job takes the options of {@code clv score} under
 * the same names and refuses those it does not know, so they are passed on as they are.
 */
final class SparkSubmission {
    private static final String JAR = "perennial-spark.jar";
    private static final String JOB = "io.perennial.spark.PerennialSpark";

    /** Options that are for us, with a value. */
    private static final Set<String> OURS = Set.of("--engine", "--master", "--spark-conf");

    private final Map<String, String> environment;
    private final Path home;

    /** @param home folder of this program's own jars */
    SparkSubmission(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    static SparkSubmission system() {
        try {
            Path jar = Path.of(SparkSubmission.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new SparkSubmission(System.getenv(), jar.toAbsolutePath().resolveSibling(""));
        } catch (URISyntaxException e) {
            throw ClvException.internal("spark-home", "Cannot tell where this program lies", e);
        }
    }

    /**
     * Runs the job on the same terminal and returns its exit code, which is one of ours.
     *
     * @param arguments of {@code clv}
     * @param master address of the master; null for the one of Spark's own configuration
     * @param settings of Spark, as {@code name=value}
     */
    int run(List<String> arguments, @Nullable String master, List<String> settings) {
        try {
            return new ProcessBuilder(command(arguments, master, settings))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw ClvException.resource(
                    "spark-submit", "Cannot start spark-submit: " + e.getMessage(), "Check SPARK_HOME.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClvException.resource("interrupted", "The job on Spark was interrupted", "", e);
        }
    }

    /** The command line that {@link #run} starts. */
    List<String> command(List<String> arguments, @Nullable String master, List<String> settings) {
        Path jar = jar();
        List<String> command = new ArrayList<>(List.of(submit(jar).toString()));
        if (master != null) {
            command.addAll(List.of("--master", master));
        }
        settings.forEach(setting -> command.addAll(List.of("--conf", setting)));
        command.addAll(List.of("--class", JOB, jar.toString()));
        command.addAll(passedOn(arguments));
        return command;
    }

    private static List<String> passedOn(List<String> arguments) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (OURS.contains(argument)) {
                i++;
            } else if (!argument.equals("--no-color") && OURS.stream().noneMatch(o -> argument.startsWith(o + "="))) {
                passed.add(argument);
            }
        }
        // the command first: options of every command may stand before it
        passed.remove("score");
        passed.add(0, "score");
        return passed;
    }

    private Path jar() {
        String named = environment.get("CLV_SPARK_JAR");
        List<Path> places = named != null
                ? List.of(Path.of(named))
                : List.of(home.resolve(JAR), sources().resolve("spark/target").resolve(JAR));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> ClvException.user(
                                "spark-jar-missing",
                                "Cannot run on Spark: there is no " + places.get(places.size() - 1),
                                "Build it in a clone with ./mvnw -Dquick -DskipTests -pl spark -am package, and point CLV_SPARK_JAR at it from elsewhere."));
    }

    /** Spark's own, of the Spark that the environment names; else the one of a clone, which takes Spark from its Maven repository. */
    private Path submit(Path jar) {
        String named = environment.get("SPARK_HOME");
        Stream<Path> installed = named != null
                ? Stream.of(Path.of(named, "bin"))
                : Arrays.stream(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of);
        Stream<Path> places = named != null
                ? installed
                : Stream.concat(
                        installed, Stream.of(jar.resolveSibling("../cluster").normalize()));
        return places.map(folder -> folder.resolve("spark-submit"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "spark-missing",
                        named != null
                                ? "Cannot run on Spark: there is no bin/spark-submit in SPARK_HOME, " + named
                                : "Cannot run on Spark: there is no spark-submit on the PATH, and SPARK_HOME is not set",
                        "Install Spark 4.2 and set SPARK_HOME to its folder."));
    }

    /** Where the sources are, if this program lies where their build puts it: {@code cli/target/perennial/lib}. */
    private Path sources() {
        return home.resolve("../../../..").normalize();
    }
}
