// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * From files to scores: {@code source} reads facts, {@code mart} derives tables in SQL, {@code run} is the main path, {@code report} shows it.
 */
@NullMarked
package io.perennial.engine;

import org.jspecify.annotations.NullMarked;
