// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A ledger in memory into which a test imports files. */
final class Importer implements AutoCloseable {
    private static final Instant START = Instant.parse("2025-06-01T12:00:00Z");

    private final Path folder;
    private final Ledger ledger = Ledger.inMemory();
    private final Sql sql = new Sql(ledger.connection());
    private Instant now = START;

    Importer(Path folder) {
        this.folder = folder;
    }

    /** The next import runs an hour after this. */
    void at(Instant time) {
        now = time;
    }

    Path file(String name, String... lines) {
        try {
            return Files.write(
                    folder.resolve(name), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportReport run(Path... files) {
        return run(request -> request, files);
    }

    /** Imports the files an hour after the import before. */
    ImportReport run(UnaryOperator<ImportRequest> change, Path... files) {
        now = now.plusSeconds(3600);
        List<String> inputs = Arrays.stream(files).map(Path::toString).toList();
        ImportReport report = Intake.run(ledger, "test", change.apply(ImportRequest.of(inputs, now)), phrase -> {});
        assertThat(report.rowsAccepted() + report.rowsQuarantined()).isEqualTo(report.rowsRead());
        return report;
    }

    ImportReport database(UnaryOperator<ImportRequest> change, String address) {
        now = now.plusSeconds(3600);
        return Intake.run(ledger, "test", change.apply(ImportRequest.of(List.of(address), now)), phrase -> {});
    }

    /** Tries quarantined rows again, as they are without files, or as these files mend them. */
    ImportReport retry(UnaryOperator<ImportRequest> change, Path... files) {
        now = now.plusSeconds(3600);
        List<String> inputs = Arrays.stream(files).map(Path::toString).toList();
        return Intake.retry(ledger, "test", change.apply(ImportRequest.of(inputs, now)), phrase -> {});
    }

    long writeQuarantine(Path file) {
        return Intake.writeQuarantine(ledger, file, List.of());
    }

    /** The refusal of an import that must fail. */
    ClvException refusal(UnaryOperator<ImportRequest> change, Path... files) {
        ClvException refusal = catchThrowableOfType(ClvException.class, () -> run(change, files));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    String text(String query) {
        return column(query).get(0);
    }

    long count(String query) {
        return Long.parseLong(text(query));
    }

    List<String> column(String query) {
        try {
            return sql.rows(query, r -> String.valueOf(r.getString(1)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Quarantined rows as {@code line|column|value|rule}. */
    List<String> quarantine() {
        return column(
                "select concat_ws('|', line, column_name, value, rule) from quarantine order by batch_id, file, line, rule");
    }

    @Override
    public void close() {
        ledger.close();
    }
}
