// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Models of how long customers under contract stay, fitted to one table: {@link io.perennial.engine.tenure.TenureRun} is the main path.
 */
@NullMarked
package io.perennial.engine.tenure;

import org.jspecify.annotations.NullMarked;
