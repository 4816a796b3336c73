// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Models of customers who buy at regular intervals. Open {@link io.perennial.model.regular.BgCnbdKFitter} first, then {@link io.perennial.model.regular.BgCnbdK}.
 */
@NullMarked
package io.perennial.model.regular;

import org.jspecify.annotations.NullMarked;
