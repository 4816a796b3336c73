// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.intake.ImportReport;
import io.perennial.engine.intake.ImportRequest;
import io.perennial.engine.intake.Intake;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.workspace.Stages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store that the demo fills has the same facts as one into which its files were imported. */
class ImportTwiceConsistencyTest {
    private static final Instant FILLED = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void importingTheFilesOfTheDemoAddsNothing() {
        DemoRequest request = new DemoRequest(200, 1, DemoRequest.UNTIL, folder, folder.resolve("unused"));
        Map<FactTable, Path> files = new EnumMap<>(FactTable.class);
        DemoRun.generate(request, files, new Stages(Stages.Listener.SILENT, System::nanoTime));
        try (Ledger ledger = Ledger.inMemory()) {
            new DemoStore(ledger, request.name()).fill(files, FILLED);
            addsNothing(ledger, files.values().stream().map(Path::toString).toList());
            // the same company as text
            addsNothing(
                    ledger,
                    Arrays.stream(FactTable.values())
                            .map(table -> "../examples/wildwick/" + table.sql() + ".csv")
                            .toList());
        }
    }

    private static void addsNothing(Ledger ledger, List<String> files) {
        ImportReport again =
                Intake.run(ledger, "demo", ImportRequest.of(files, FILLED.plusSeconds(86_400)), phrase -> {});

        assertThat(again.rowsQuarantined()).isZero();
        assertThat(again.factsRepeated()).isEqualTo(again.rowsRead()).isPositive();
        assertThat(again.factsNew() + again.factsCorrected()).isZero();
        assertThat(again.standing()).isEmpty();
    }
}
