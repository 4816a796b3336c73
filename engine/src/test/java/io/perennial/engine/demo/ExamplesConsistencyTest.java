// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ledger.FactTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files of {@code examples/wildwick} are what the generator makes. After a change of the generator, copy them from {@code engine/target/wildwick}. */
class ExamplesConsistencyTest {
    private static final DemoRequest REQUEST =
            new DemoRequest(200, 1, DemoRequest.UNTIL, Path.of("target/wildwick"), Path.of("unused"));

    @Test
    void theExamplesAreThoseOfThisGenerator() throws IOException {
        Files.createDirectories(REQUEST.folder());
        List<Path> files = new ArrayList<>();
        try (Generator generator = Generator.of(REQUEST)) {
            for (FactTable table : FactTable.values()) {
                Path file = REQUEST.folder().resolve(table.sql() + ".csv");
                generator.write(table, file);
                files.add(file);
            }
        }
        long bytes = 0;
        for (Path made : files) {
            assertThat(Path.of("../examples/wildwick").resolve(made.getFileName()))
                    .hasSameTextualContentAs(made);
            bytes += Files.size(made);
        }
        assertThat(bytes).as("small enough to ship").isLessThan(1_000_000);
    }
}
