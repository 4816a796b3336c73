// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ledger.FactTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorConsistencyTest {
    @TempDir
    Path folder;

    @Test
    void theSameSeedMakesTheSameFactsWhateverTheNumberOfThreads() {
        List<String> alone = hashes(1, 1);

        assertThat(hashes(1, 4)).isEqualTo(alone);
        assertThat(hashes(2, 1)).doesNotContainAnyElementsOf(alone.subList(0, 10));
    }

    /** A hash of the ordered rows of each table, and of the truth. */
    private static List<String> hashes(long seed, int threads) {
        DemoRequest request = new DemoRequest(2_000, seed, DemoRequest.UNTIL, Path.of("unused"), Path.of("unused"));
        try (Generator generator = new Generator()) {
            generator.execute("set threads = " + threads);
            generator.draw(request);
            List<String> hashes = new ArrayList<>();
            for (FactTable table : FactTable.values()) {
                if (table != FactTable.EXCHANGE_RATE) {
                    hashes.add(generator
                            .rows("select md5(string_agg(f::varchar, chr(10))) as hash from (%s) f"
                                    .formatted(Resource.text("fact/" + table.sql() + ".sql")))
                            .get(0)
                            .toString());
                }
            }
            hashes.add(Truth.json(Truth.of(request, generator)).replace("\"seed\" : " + seed, ""));
            return hashes;
        }
    }

    @Test
    void theSameRequestMakesTheSameBytes() throws IOException {
        DemoRequest request =
                new DemoRequest(400, 3, DemoRequest.UNTIL.plusMonths(2), folder.resolve("a"), folder.resolve("unused"));
        DemoRequest again = new DemoRequest(400, 3, request.until(), folder.resolve("b"), folder.resolve("unused"));
        Map<FactTable, Path> files = generate(request);
        generate(again);

        for (Path file : files.values()) {
            assertThat(folder.resolve("b").resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
        assertThat(folder.resolve("b/truth.json")).hasSameBinaryContentAs(folder.resolve("a/truth.json"));
    }

    private static Map<FactTable, Path> generate(DemoRequest request) throws IOException {
        Files.createDirectories(request.folder());
        Map<FactTable, Path> files = new EnumMap<>(FactTable.class);
        DemoRun.generate(request, files, Demo.silent());
        return files;
    }
}
