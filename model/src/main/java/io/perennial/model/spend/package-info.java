// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Models of the amount spent per purchase. Open {@link io.perennial.model.spend.SpendModel} first.
 */
@NullMarked
package io.perennial.model.spend;

import org.jspecify.annotations.NullMarked;
