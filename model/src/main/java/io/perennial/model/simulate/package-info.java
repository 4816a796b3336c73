// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Artificial customers drawn from the models, for tests, demonstrations and studies. Open {@link io.perennial.model.simulate.PurchaseSimulator} first.
 * Randomness always comes from the generator the caller passes in.
 */
@NullMarked
package io.perennial.model.simulate;

import org.jspecify.annotations.NullMarked;
