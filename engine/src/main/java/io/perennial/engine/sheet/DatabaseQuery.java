// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import org.jspecify.annotations.Nullable;

/** A query and the credentials it runs under; without credentials those of the address or of PGUSER and PGPASSWORD apply. */
public record DatabaseQuery(
        String query, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
        return "DatabaseQuery[query=" + query + ", user=" + user + "]";
    }
}
