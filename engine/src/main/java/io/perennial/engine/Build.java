// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build wrote about itself. */
public final class Build {
    private Build() {}

    /** The version of Perennial, such as {@code 0.1.0 (3f2a1b9)}; the commit only if the build knew it. */
    public static String version() {
        Properties build = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("version.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = build.getProperty("commit", "");
        return build.getProperty("version") + (commit.isEmpty() ? "" : " (" + commit + ")");
    }
}
