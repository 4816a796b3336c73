// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of unit economics. Open {@link io.perennial.model.economics.FormulaGoldenTest} first. */
@NullMarked
package io.perennial.model.economics;

import org.jspecify.annotations.NullMarked;
