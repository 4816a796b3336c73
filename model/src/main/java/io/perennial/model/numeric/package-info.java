// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Special functions and quadrature that the models need and that common libraries lose digits on.
 */
@NullMarked
package io.perennial.model.numeric;

import org.jspecify.annotations.NullMarked;
