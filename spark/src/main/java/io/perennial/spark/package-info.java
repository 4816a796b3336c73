// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The same answers on Apache Spark: the SQL steps of the engine and the kernels of the model, where the orders are too many for one machine. Open
 * {@link io.perennial.spark.SparkScore} first.
 */
@NullMarked
package io.perennial.spark;

import org.jspecify.annotations.NullMarked;
