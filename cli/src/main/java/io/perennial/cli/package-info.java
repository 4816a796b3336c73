// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code clv} command. Open {@link io.perennial.cli.Clv} for the way a call takes, {@link io.perennial.cli.Commands} for the list of commands, and
 * {@link io.perennial.cli.terminal.Console} for what a command may print and where.
 */
@NullMarked
package io.perennial.cli;

import org.jspecify.annotations.NullMarked;
