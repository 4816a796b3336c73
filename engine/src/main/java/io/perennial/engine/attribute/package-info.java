// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/** What is known of customers besides their orders: {@link io.perennial.engine.attribute.AttributeFile} reads it from a table of any format. */
@NullMarked
package io.perennial.engine.attribute;

import org.jspecify.annotations.NullMarked;
