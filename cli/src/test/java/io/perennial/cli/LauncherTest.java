// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell launchers, in a copy of the repository's layout where Java and Maven are scripts that tell what they were asked. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
    private static final String ECHO_JAVA = "#!/bin/sh\nfor arg in \"$@\"; do printf '[%s]\\n' \"$arg\"; done\n";

    /** Builds by copying the launcher where the build puts it, and counts. */
    private static final String COUNTING_MVNW = """
            #!/bin/sh
            echo built >>"$PWD/builds"
            mkdir -p cli/target/perennial/lib
            cp -R cli/src/main/dist/bin cli/src/main/dist/lib cli/target/perennial/
            : >cli/target/perennial/lib/perennial-cli-1.jar
            """;

    @TempDir
    private Path folder;

    private Path root = Path.of("");
    private Path java = Path.of("");
    private final Map<String, String> environment = new TreeMap<>();

    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void copyLayout() throws IOException {
        root = folder.resolve("with space é $x");
        for (String module : List.of("model", "engine", "cli")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
        }
        Files.createDirectories(root.resolve(".mvn"));
        Files.writeString(root.resolve("pom.xml"), "");
        script(root.resolve("mvnw"), COUNTING_MVNW);
        script(root.resolve("clv"), Files.readString(Path.of("../clv")));
        script(root.resolve("cli/src/main/dist/bin/clv"), Files.readString(Path.of("src/main/dist/bin/clv")));
        script(
                root.resolve("cli/src/main/dist/lib/find-java.sh"),
                Files.readString(Path.of("src/main/dist/lib/find-java.sh")));
        java = jdk("jdk 21", "21.0.4");
        environment.put("JAVA_HOME", java.toString());
        environment.put("PATH", System.getenv("PATH"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        script(home.resolve("bin/java"), ECHO_JAVA);
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Process start(Path directory, Path out, Path err, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        return process;
    }

    private Run run(Path directory, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        int exitCode = start(directory, out, err, command).waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }

    private long builds() throws IOException {
        return Files.readAllLines(root.resolve("builds")).size();
    }

    @Test
    void buildsOnceAndPassesArgumentsAsTheyAre() throws Exception {
        Run first = run(root, "./clv", "score", "my orders.csv", "", "*", "$HOME", "-v");
        Run second = run(root, "./clv", "--version");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err().lines()).singleElement().asString().startsWith("clv: building");
        assertThat(first.out()).endsWith("perennial-cli-1.jar]\n[score]\n[my orders.csv]\n[]\n[*]\n[$HOME]\n[-v]\n");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceChanges() throws Exception {
        run(root, "./clv");
        Path source = Files.writeString(root.resolve("model/src/main/Model.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(run(root, "./clv").err()).startsWith("clv: building");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void worksFromElsewhereThroughChainedLinksAndWithCdpath() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("one"), Path.of("../" + root.getFileName() + "/clv"));
        Files.createSymbolicLink(bin.resolve("two"), Path.of("one"));
        environment.put("CDPATH", folder + ":/");
        environment.put("PATH", bin + ":" + System.getenv("PATH"));

        assertThat(run(Path.of("/"), "sh", "-c", "two here").out()).endsWith("[here]\n");
        assertThat(run(bin, "sh", "./two", "here").out()).endsWith("[here]\n");
        assertThat(run(root, "sh", "clv", "here").out()).endsWith("[here]\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void firstUsesAtTheSameMomentBuildOnce() throws Exception {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(start(root, folder.resolve("out" + i), folder.resolve("err" + i), "./clv", "--version"));
        }
        for (Process each : all) {
            assertThat(each.waitFor()).isZero();
        }

        assertThat(builds()).isEqualTo(1);
        assertThat(root.resolve("target/clv.lock")).doesNotExist();
    }

    @Test
    void aLockOfADeadBuildIsTaken() throws Exception {
        Path lock = Files.createDirectories(root.resolve("target/clv.lock"));
        Process gone = start(root, folder.resolve("out"), folder.resolve("err"), "true");
        gone.waitFor();
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

        assertThat(run(root, "./clv").exitCode()).isZero();
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws Exception {
        script(root.resolve("mvnw"), "#!/bin/sh\necho 'cannot find symbol: x'\nexit 1\n");

        Run run = run(root, "./clv", "--version");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the build failed", "cannot find symbol: x");
    }

    @Test
    void javaThatIsTooOldIsNamedWithItsVersion() throws Exception {
        environment.put("JAVA_HOME", jdk("jdk 8", "1.8.0_292").toString());
        environment.put("PATH", jdk("jdk 11", "11.0.2").resolve("bin") + ":" + toolsWithoutJava());

        Run run = run(root, "./clv", "--version");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("needs Java 17 or newer", "is Java 1.8.0_292", "is Java 11.0.2");
    }

    @Test
    void noJavaAtAllIsSaid() throws Exception {
        environment.remove("JAVA_HOME");
        environment.put("PATH", toolsWithoutJava());

        Run run = run(root, "./clv", "--version");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("needs Java 17 or newer", "JAVA_HOME is not set", "there is no java on the PATH");
    }

    @Test
    void aRuntimeWithoutCompilerIsNotEnoughToBuild() throws Exception {
        Files.delete(java.resolve("bin/javac"));

        Run run = run(root, "./clv", "--version");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("building needs a JDK", "Java 21.0.4");
    }

    @Test
    void javaOnThePathServesWhereJavaHomeIsTooOld() throws Exception {
        environment.put("JAVA_HOME", jdk("jdk 8", "1.8.0_292").toString());
        environment.put("PATH", java.resolve("bin") + ":" + toolsWithoutJava());

        assertThat(run(root, "./clv", "--version").exitCode()).isZero();
    }

    /** A folder with what the launchers call, and no java. */
    private String toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : List.of(
                "cat",
                "cp",
                "find",
                "git",
                "head",
                "mkdir",
                "mv",
                "readlink",
                "rm",
                "sed",
                "sh",
                "sleep",
                "stty",
                "tail")) {
            for (String place : List.of("/bin", "/usr/bin")) {
                Path tool = Path.of(place, name);
                if (Files.isExecutable(tool) && !Files.exists(tools.resolve(name))) {
                    script(tools.resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n");
                }
            }
        }
        return tools.toString();
    }
}
