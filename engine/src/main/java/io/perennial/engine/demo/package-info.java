// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The demo company: an invented business with everything, and the truth about it. Open {@link io.perennial.engine.demo.DemoRun}.
 *
 * <p>What is generated stands in the SQL steps beside this package, {@code parameters.sql} and {@code lists.sql} first.
 */
@NullMarked
package io.perennial.engine.demo;

import org.jspecify.annotations.NullMarked;
