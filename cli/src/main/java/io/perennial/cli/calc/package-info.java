// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * {@code clv calc}. Open {@link io.perennial.cli.calc.CalcCommand}.
 */
@NullMarked
package io.perennial.cli.calc;

import org.jspecify.annotations.NullMarked;
