// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.engine.Build;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it. */
final class Version implements IVersionProvider {
    /** As {@link Build#version}. */
    String text() {
        return Build.version();
    }

    static String java() {
        return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Perennial " + text(), "Java " + java()};
    }
}
