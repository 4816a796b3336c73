// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

/**
 * Where a figure falls on a scale.
 *
 * @param scale the scale's name, such as {@code CLV:CAC}
 * @param figure the figure as shown
 * @param label short name of the band, such as {@code strong}
 * @param range the band's limits as shown
 * @param meaning what follows from it
 */
public record Reading(String scale, String figure, String label, String range, String meaning) {}
