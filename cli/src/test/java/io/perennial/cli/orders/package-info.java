// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.perennial.cli.orders;

import org.jspecify.annotations.NullMarked;
