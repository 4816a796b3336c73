// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The Gamma-Gompertz/NBD: customers whose risk of leaving rises with age. Open {@link io.perennial.model.gompertz.GammaGompertzNbd} first.
 */
@NullMarked
package io.perennial.model.gompertz;

import org.jspecify.annotations.NullMarked;
