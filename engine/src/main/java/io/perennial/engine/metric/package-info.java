// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The metrics, one SQL file each, whose header defines it: {@link io.perennial.engine.metric.Metrics} lists them, {@link io.perennial.engine.metric.MetricRun}
 * answers a {@link io.perennial.engine.metric.MetricRequest}.
 */
@NullMarked
package io.perennial.engine.metric;

import org.jspecify.annotations.NullMarked;
