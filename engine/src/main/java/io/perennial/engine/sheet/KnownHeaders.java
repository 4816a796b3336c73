// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.util.List;

/** Tells a line of headers from titles above it and data below it. */
public interface KnownHeaders {
    /** How many of the cells are headers that mean something to us. */
    long known(List<String> cells);
}
