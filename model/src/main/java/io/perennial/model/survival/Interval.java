// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

/**
 * Ends of an interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {}
