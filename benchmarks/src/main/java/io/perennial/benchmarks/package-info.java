// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How fast Perennial is, as ratios measured in one run: {@link io.perennial.benchmarks.EndToEnd} for whole processes, the classes ending in {@code Benchmark}
 * for the kernels.
 */
@NullMarked
package io.perennial.benchmarks;

import org.jspecify.annotations.NullMarked;
