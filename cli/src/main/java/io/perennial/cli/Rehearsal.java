// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import java.io.Writer;
import java.util.List;

/**
 * Runs common commands without showing anything, so that the Java that watches it can archive the classes they load. The launcher calls it once per Java;
 * nothing else does.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) {
        for (String line : List.of("--version", "--help", "doctor", "doctor --json", "doctor --nonsense")) {
            Clv.run(Console.of(Writer.nullWriter(), Writer.nullWriter()), line.split(" ", -1));
        }
    }
}
