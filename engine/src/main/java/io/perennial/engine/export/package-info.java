// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Tables of a store as files for spreadsheets and other programs: {@link io.perennial.engine.export.Export}. */
@NullMarked
package io.perennial.engine.export;

import org.jspecify.annotations.NullMarked;
