// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What to do with a value once it is known. Open {@link io.perennial.model.decision.Tiers} first.
 */
@NullMarked
package io.perennial.model.decision;

import org.jspecify.annotations.NullMarked;
