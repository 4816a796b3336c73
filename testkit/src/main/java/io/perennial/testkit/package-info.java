// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Golden data, simulators and contract suites shared by the tests of all modules.
 */
@NullMarked
package io.perennial.testkit;

import org.jspecify.annotations.NullMarked;
