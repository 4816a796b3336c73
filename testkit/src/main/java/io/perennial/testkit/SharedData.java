// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reference results of other software and real data sets, which do not travel with the product. Tests that need them run when the folder is
 * there: {@code -Dclv.shared=FOLDER}, or {@code shared} beside the checkout.
 */
public final class SharedData {
    private SharedData() {}

    /** The file or folder at a path inside the shared folder, when it exists. */
    public static Optional<Path> find(String relative) {
        return root().map(r -> r.resolve(relative)).filter(Files::exists);
    }

    private static Optional<Path> root() {
        String named = System.getProperty("clv.shared", "");
        if (!named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve(".git")) || Files.isRegularFile(p.resolve(".git"))) {
                return Optional.of(p.resolveSibling("shared")).filter(Files::isDirectory);
            }
        }
        return Optional.empty();
    }
}
