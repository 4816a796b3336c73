// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that goes when closed, or when the process ends before that, as on Ctrl-C.
 *
 * <p>A folder and not a file, because a query that still runs while the process ends could make a deleted file anew, but not in a deleted folder.
 */
final class Cleanup implements AutoCloseable {
    /** A running query may put a file into the folder while it is being emptied. */
    private static final int ATTEMPTS = 20;

    private final Path folder;
    private final Thread hook;
    private boolean ended;

    private Cleanup(Path folder) {
        this.folder = folder;
        this.hook = new Thread(this::delete, "clv-cleanup");
    }

    /** Makes the folder; the process cannot end between making it and knowing that it has to go. */
    static Cleanup folder(Path folder) throws IOException {
        Cleanup cleanup = new Cleanup(folder);
        Runtime.getRuntime().addShutdownHook(cleanup.hook);
        cleanup.make();
        return cleanup;
    }

    private synchronized void make() throws IOException {
        if (ended) {
            throw new IOException("the process is ending");
        }
        Files.createDirectory(folder);
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the process is ending: the hook runs and finds nothing left to delete
        }
    }

    private synchronized void delete() {
        ended = true;
        for (int i = 0; i < ATTEMPTS && Files.exists(folder); i++) {
            try (Stream<Path> found = Files.walk(folder)) {
                List<Path> deepestFirst =
                        found.sorted(Comparator.reverseOrder()).toList();
                for (Path each : deepestFirst) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException e) {
                // tried again; what cannot be deleted at all is left to the system
            }
        }
    }
}
