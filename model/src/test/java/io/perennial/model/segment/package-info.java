// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of the comparison of segments. */
@NullMarked
package io.perennial.model.segment;

import org.jspecify.annotations.NullMarked;
