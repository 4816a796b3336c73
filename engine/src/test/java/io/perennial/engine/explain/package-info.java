// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.perennial.engine.explain;

import org.jspecify.annotations.NullMarked;
