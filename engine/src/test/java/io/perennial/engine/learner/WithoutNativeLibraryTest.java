// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** On a processor for which there is no native library the trees are missing, with a reason, and nothing is thrown. */
class WithoutNativeLibraryTest {
    /** Asks twice: the second time the class has failed to load before. */
    public static final class Asking {
        private Asking() {}

        public static void main(String[] args) {
            System.out.println(BoostedTrees.missing().orElse("there"));
            System.out.println(BoostedTrees.missing().isPresent());
        }
    }

    @Test
    void anotherProcessorHasNone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dos.arch=sparc",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Asking.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("sparc")
                .contains("was not found")
                .doesNotContain("\tat ")
                .endsWith("true" + System.lineSeparator());
    }
}
