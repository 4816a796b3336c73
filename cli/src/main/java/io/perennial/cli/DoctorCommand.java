// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.TextTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code clv doctor}: is this machine fit to run the rest? */
@Command(
        name = "doctor",
        description = "Check Java, memory, disk, terminal and the database.",
        footerHeading = "%nExamples:%n",
        footer = {"  clv doctor", "  clv doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    /** Below this, sorting and grouping spill or fail on files of a few million orders. */
    private static final long ENOUGH_MEMORY = 512L << 20;

    private static final long ENOUGH_DISK = 1L << 30;

    private enum Status {
        OK,
        WARNING,
        FAILED
    }

    private record Check(String name, Status status, String value, String hint) {
        static Check ok(String name, String value) {
            return new Check(name, Status.OK, value, "");
        }

        static Check of(String name, boolean good, String value, String hint) {
            return new Check(name, good ? Status.OK : Status.WARNING, value, good ? "" : hint);
        }
    }

    private record Answer(boolean healthy, List<Check> checks) {}

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Check> checks = List.of(
                Check.ok("perennial", new Version().text()),
                Check.ok("java", Version.java()),
                Check.ok(
                        "system",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch")),
                memory(),
                Check.ok("cores", Integer.toString(Runtime.getRuntime().availableProcessors())),
                database(),
                writable(temporary),
                disk("temporary space", temporary),
                disk("space here", Path.of("").toAbsolutePath()),
                Check.ok("terminal", console.terminalText()),
                Check.ok("locale", Locale.getDefault().toLanguageTag() + ", " + Charset.defaultCharset()));
        boolean healthy = checks.stream().noneMatch(check -> check.status == Status.FAILED);
        if (console.json()) {
            console.result(new Answer(healthy, checks));
        } else {
            print(checks);
        }
        return healthy ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(List<Check> checks) {
        TextTable table = TextTable.pairs();
        checks.forEach(check -> table.row(check.name, check.value));
        table.print(console.out());
        for (Check check : checks) {
            if (check.status != Status.OK) {
                Style style = check.status == Status.FAILED ? Style.BAD : Style.WARNING;
                console.out().println(console.styled(style, check.name + ": ") + check.hint);
            }
        }
    }

    private static Check memory() {
        long limit = Runtime.getRuntime().maxMemory();
        return Check.of(
                "memory for java",
                limit >= ENOUGH_MEMORY,
                Format.bytes(limit),
                "Large files may need more: set CLV_JAVA_OPTS=-Xmx2g.");
    }

    private static Check database() {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT version()")) {
            answer.next();
            return Check.ok("duckdb", answer.getString(1));
        } catch (SQLException | UnsatisfiedLinkError e) {
            return new Check(
                    "duckdb",
                    Status.FAILED,
                    String.valueOf(e.getMessage()),
                    "The database library does not load on this system; it unpacks itself into the temporary folder, which must allow execution.");
        }
    }

    private static Check writable(Path folder) {
        try {
            Path probe = Files.createTempFile(folder, "clv", ".probe");
            Files.delete(probe);
            return Check.ok("temporary folder", folder + " (writable)");
        } catch (IOException e) {
            return new Check(
                    "temporary folder",
                    Status.FAILED,
                    folder + ": " + e.getMessage(),
                    "Choose another: CLV_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.");
        }
    }

    private static Check disk(String name, Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return Check.of(
                    name,
                    free >= ENOUGH_DISK,
                    Format.bytes(free) + " free",
                    "Less than " + Format.bytes(ENOUGH_DISK) + " is free.");
        } catch (IOException e) {
            return new Check(name, Status.WARNING, String.valueOf(e.getMessage()), "The free space cannot be seen.");
        }
    }
}
