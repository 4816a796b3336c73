// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of lifetime value from the ledger. */
@NullMarked
package io.perennial.engine.lifetime;

import org.jspecify.annotations.NullMarked;
