// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a command may print and where: results, messages, tables, progress, questions. Open {@link io.perennial.cli.terminal.Console}.
 */
@NullMarked
package io.perennial.cli.terminal;

import org.jspecify.annotations.NullMarked;
