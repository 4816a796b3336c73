// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Commands over a file of orders. Open {@link io.perennial.cli.orders.ScoreCommand}.
 */
@NullMarked
package io.perennial.cli.orders;

import org.jspecify.annotations.NullMarked;
