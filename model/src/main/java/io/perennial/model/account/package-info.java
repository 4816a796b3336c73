// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Business accounts: whether they renew and what their contracts bring. Open {@link io.perennial.model.account.ContractChain} first.
 */
@NullMarked
package io.perennial.model.account;

import org.jspecify.annotations.NullMarked;
