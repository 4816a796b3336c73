// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Seven common mistakes with lifetime value, looked for in the current figures: {@link io.perennial.engine.mistake.Mistakes} runs the detectors. */
@NullMarked
package io.perennial.engine.mistake;

import org.jspecify.annotations.NullMarked;
