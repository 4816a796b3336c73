// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

/** How customers who left at the same time enter the likelihood. */
public enum Ties {
    /** As if they had left one after another, each time out of those on average still there. Source: Efron, JASA 72 (1977). */
    EFRON,
    /** As if each had left out of all at risk; too small coefficients when ties are many. Source: Breslow, Biometrics 30 (1974). */
    BRESLOW
}
