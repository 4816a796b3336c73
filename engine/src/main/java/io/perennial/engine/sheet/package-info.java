// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Files of any format, and results of database queries, opened as tables of text cells. Open {@link io.perennial.engine.sheet.Sheets} first; what it
 * hands out, a {@link io.perennial.engine.sheet.Sheet}, says which columns there are and what DuckDB scans.
 */
@NullMarked
package io.perennial.engine.sheet;

import org.jspecify.annotations.NullMarked;
