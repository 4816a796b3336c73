// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Orders read and summarised by customer. Open {@link io.perennial.engine.observation.Observation}.
 */
@NullMarked
package io.perennial.engine.observation;

import org.jspecify.annotations.NullMarked;
