// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * From files to facts in the ledger. Open {@link io.perennial.engine.intake.Intake} first: it recognises what a file is, types its cells, sets aside
 * the rows that break a rule, and adds the facts that the ledger does not know yet, all of a file or nothing.
 */
@NullMarked
package io.perennial.engine.intake;

import org.jspecify.annotations.NullMarked;
