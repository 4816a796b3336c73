// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it. */
final class Version implements IVersionProvider {
    private final Properties build = new Properties();

    Version() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code 0.1.0 (3f2a1b9)}; the commit only if the build knew it. */
    String text() {
        String commit = build.getProperty("commit", "");
        return build.getProperty("version") + (commit.isEmpty() ? "" : " (" + commit + ")");
    }

    static String java() {
        return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Perennial " + text(), "Java " + java()};
    }
}
