// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Why a customer's score is what it is: {@link io.perennial.engine.explain.ExplainRun}. */
@NullMarked
package io.perennial.engine.explain;

import org.jspecify.annotations.NullMarked;
