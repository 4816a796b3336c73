// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Temporary files of one reading: made on first need, gone on {@link #close} and when the process is interrupted. */
public final class Workspace implements AutoCloseable {
    private final List<Path> made = new ArrayList<>();
    private @Nullable Path folder;

    /** A path for a new file. */
    public Path newFile(String suffix) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("clv-");
            folder.toFile().deleteOnExit();
        }
        Path file = folder.resolve(made.size() + suffix);
        file.toFile().deleteOnExit();
        made.add(file);
        return file;
    }

    @Override
    public void close() {
        try {
            for (Path file : made) {
                Files.deleteIfExists(file);
            }
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw ClvException.resource(
                    "temporary-file", "Cannot remove " + folder + ": " + e.getMessage(), "Remove it by hand.", e);
        }
    }
}
