// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.sheet.Sheet;
import java.sql.SQLException;

/** What it means to the user that DuckDB could not type the rows of a file. */
final class Failed {
    private Failed() {}

    /** An expression of the layout that does not hold is the layout's fault; everything else that of the file. */
    static ClvException layout(Layout layout, Sheet sheet, SQLException e) {
        String message = Sql.firstLine(e);
        boolean expression = message.contains("Binder Error")
                || message.contains("Parser Error")
                || message.contains("Catalog Error")
                || message.contains("Conversion Error");
        return expression
                ? ClvException.user(
                        "layout-invalid",
                        "Cannot import " + sheet.file() + " as " + layout.name() + ": " + message,
                        "An expression of the layout does not fit its columns; docs/INPUT.md says what they may hold.")
                : sheet.unreadable(e);
    }
}
