// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What tables of other systems look like and which facts their rows are. A {@link io.perennial.engine.layout.Layout} is a TOML file; open
 * {@link io.perennial.engine.layout.Layouts} to see which one fits a file.
 */
@NullMarked
package io.perennial.engine.layout;

import org.jspecify.annotations.NullMarked;
