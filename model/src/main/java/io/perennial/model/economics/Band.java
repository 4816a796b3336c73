// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

/**
 * One stretch of a scale.
 *
 * @param upper upper limit; positive infinity for the last band
 * @param closed whether the upper limit itself belongs to the band
 * @param label short name
 * @param meaning what follows from it
 */
record Band(double upper, boolean closed, String label, String meaning) {
    boolean holds(double value) {
        return closed ? value <= upper : value < upper;
    }
}
