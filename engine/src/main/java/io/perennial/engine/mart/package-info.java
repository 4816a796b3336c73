// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Derived tables, one SQL file each, run by {@link io.perennial.engine.mart.Mart}. The SQL lies beside this package in the resources.
 */
@NullMarked
package io.perennial.engine.mart;

import org.jspecify.annotations.NullMarked;
