// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** The store of facts: {@link io.perennial.engine.ledger.Ledger} opens it, {@link io.perennial.engine.ledger.FactTable} says what it holds. */
@NullMarked
package io.perennial.engine.ledger;

import org.jspecify.annotations.NullMarked;
