// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Commands over the ledger of a company. Open {@link io.perennial.cli.company.RunCommand}.
 */
@NullMarked
package io.perennial.cli.company;

import org.jspecify.annotations.NullMarked;
