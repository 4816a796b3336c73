// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of the {@code clv} command; {@link io.perennial.cli.CliRun} runs it inside the test. */
@NullMarked
package io.perennial.cli;

import org.jspecify.annotations.NullMarked;
