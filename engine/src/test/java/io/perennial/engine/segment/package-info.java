// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of value against cost. */
@org.jspecify.annotations.NullMarked
package io.perennial.engine.segment;
