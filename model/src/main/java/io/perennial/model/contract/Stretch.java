// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

/** The stretched time t^c of the beta-discrete-Weibull model, and its derivatives in log c divided by c. */
final class Stretch {
    private Stretch() {}

    /** t^c. */
    static double time(double t, double c) {
        return c == 1 ? t : Math.pow(t, c);
    }

    /** (t + ahead)^c - t^c, to full precision also where both are nearly equal. */
    static double increment(double t, double ahead, double c) {
        if (c == 1) {
            return ahead;
        }
        return ahead >= t ? time(t + ahead, c) - time(t, c) : time(t, c) * Math.expm1(c * Math.log1p(ahead / t));
    }

    /** d/dc of t^c. */
    static double slope(double t, double c) {
        return t == 0 ? 0 : time(t, c) * Math.log(t);
    }

    /** d/dc of (t+1)^c - t^c. */
    static double incrementSlope(double t, double c) {
        // t^c log(t) and (t+1)^c log(t+1) share their first factor but for the increment
        return t == 0 ? 0 : increment(t, 1, c) * Math.log(t + 1) + time(t, c) * Math.log1p(1 / t);
    }
}
