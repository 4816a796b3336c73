// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * From facts to tables that can be added up: {@link io.perennial.engine.stage.World} says from where one looks, {@link io.perennial.engine.stage.Staging} makes
 * the tables {@code stg_…}. One SQL file per step, beside this package in the resources.
 */
@NullMarked
package io.perennial.engine.stage;

import org.jspecify.annotations.NullMarked;
