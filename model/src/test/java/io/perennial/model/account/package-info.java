// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of business accounts. */
@NullMarked
package io.perennial.model.account;

import org.jspecify.annotations.NullMarked;
