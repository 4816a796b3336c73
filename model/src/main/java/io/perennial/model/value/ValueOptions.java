// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

/**
 * What turns expected purchases into value.
 *
 * @param margin fraction of an amount that counts as value, in [0, 1]; 1 gives revenue
 * @param correction factor on all amounts, positive; 1 unless a backtest saw a systematic error of the totals
 * @param parameterVariance variance of a customer's log expected value due to the estimation of the parameters, see {@link ParameterUncertainty}
 * @param calibration factors on the interval ends learnt from a backtest
 */
public record ValueOptions(double margin, double correction, double parameterVariance, Calibration calibration) {
    public ValueOptions {
        // negated comparisons also reject NaN
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("margin must be a fraction in [0, 1], was " + margin);
        }
        if (!(correction > 0 && correction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("correction must be finite and > 0, was " + correction);
        }
        if (!(parameterVariance >= 0 && parameterVariance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("parameterVariance must be finite and >= 0, was " + parameterVariance);
        }
    }

    /** Revenue (margin 1), uncorrected, parameters taken as known, intervals as the models give them. */
    public static ValueOptions defaults() {
        return new ValueOptions(1, 1, 0, Calibration.NONE);
    }

    public ValueOptions withMargin(double fraction) {
        return new ValueOptions(fraction, correction, parameterVariance, calibration);
    }

    public ValueOptions withCorrection(double factor) {
        return new ValueOptions(margin, factor, parameterVariance, calibration);
    }

    public ValueOptions withParameterVariance(double logVariance) {
        return new ValueOptions(margin, correction, logVariance, calibration);
    }

    public ValueOptions withCalibration(Calibration learnt) {
        return new ValueOptions(margin, correction, parameterVariance, learnt);
    }
}
