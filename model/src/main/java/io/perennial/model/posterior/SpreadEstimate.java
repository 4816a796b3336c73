// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.MaximumLikelihood;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DiagonalMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Common values m and spreads of normal segments, by EM: with T the diagonal of squared spreads, h and H the shift and information of a segment,
 *
 * <pre>
 * A = (H + T^-1)^-1, segment given m ~ Normal(A (h + T^-1 m), A)
 * C = (sum of (T^-1 - T^-1 A T^-1) + P)^-1, m ~ Normal(C (sum of T^-1 A h + P m0), C)
 * </pre>
 *
 * <p>with a very weak normal prior of m around its first value (precision P). The expected square of (segment - m) over this joint distribution gives the next spread.
 */
final class SpreadEstimate {
    private static final double FIRST_SPREAD = 0.3;
    private static final double WEAK = 1 / (MaximumLikelihood.PRIOR_DEVIATION * MaximumLikelihood.PRIOR_DEVIATION);
    private static final int MOST_STEPS = 2000;
    private static final double SETTLED = 1e-6;

    private final double[] first;
    private double[] common;
    private final double[] spread;

    SpreadEstimate(double[] common) {
        this.first = common.clone();
        this.common = common.clone();
        this.spread = new double[common.length];
        Arrays.fill(spread, FIRST_SPREAD);
    }

    double[] common() {
        return common.clone();
    }

    double[] spread() {
        return spread.clone();
    }

    /** The uncertainty of one segment. */
    @SuppressWarnings("ArrayRecordComponent")
    record Uncertainty(double[] deviations, double[] ownShare) {}

    /** EM steps until the spreads settle, the evidence as it is. */
    void update(List<Evidence> segments, double scale, double least) {
        int n = common.length;
        for (int step = 0; step < MOST_STEPS; step++) {
            Joint joint = new Joint(segments);
            common = joint.mean.toArray();
            double change = 0;
            double[] squares = new double[n];
            for (Evidence segment : segments) {
                joint.addSquares(segment, squares);
            }
            for (int i = 0; i < n; i++) {
                // the maximum of -G log t - squares / (2 t^2) - t^2 / (2 scale^2)
                double held = segments.size() * scale * scale;
                double next = Math.sqrt((Math.sqrt(held * held + 4 * squares[i] * scale * scale) - held) / 2);
                next = Math.max(least, next);
                change = Math.max(change, Math.abs(next - spread[i]));
                spread[i] = next;
            }
            if (change < SETTLED) {
                return;
            }
        }
    }

    Uncertainty uncertainty(List<Evidence> segments, int which) {
        Joint joint = new Joint(segments);
        RealMatrix within = joint.within(segments.get(which));
        RealMatrix pull = within.multiply(joint.precision);
        RealMatrix whole = within.add(pull.multiply(joint.covariance).multiply(pull.transpose()));
        int n = common.length;
        double[] deviations = new double[n];
        double[] ownShare = new double[n];
        for (int i = 0; i < n; i++) {
            deviations[i] = Math.sqrt(whole.getEntry(i, i));
            ownShare[i] = Math.max(0, 1 - within.getEntry(i, i) / (spread[i] * spread[i]));
        }
        return new Uncertainty(deviations, ownShare);
    }

    /** The joint distribution of the common values and the segments at the present spreads. */
    private final class Joint {
        private final RealMatrix precision;
        private final RealMatrix covariance;
        private final RealVector mean;

        Joint(List<Evidence> segments) {
            int n = spread.length;
            precision = new DiagonalMatrix(
                    Arrays.stream(spread).map(t -> 1 / (t * t)).toArray());
            RealMatrix information = MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(WEAK);
            RealVector shift = new ArrayRealVector(first).mapMultiply(WEAK);
            for (Evidence segment : segments) {
                RealMatrix shrink = precision.multiply(within(segment));
                // T^-1 - T^-1 A T^-1 = T^-1 A H, which does not cancel when spreads are small
                information = information.add(shrink.multiply(segment.information()));
                shift = shift.add(shrink.operate(segment.shift()));
            }
            covariance = MatrixUtils.inverse(symmetric(information));
            mean = covariance.operate(shift);
        }

        private RealMatrix within(Evidence segment) {
            return symmetric(MatrixUtils.inverse(segment.information().add(precision)));
        }

        /** Adds the expected squares of (segment - common). */
        void addSquares(Evidence segment, double[] squares) {
            RealMatrix a = within(segment);
            // A T^-1 - I = -A H
            RealMatrix pull = a.multiply(segment.information()).scalarMultiply(-1);
            RealVector distance = a.operate(segment.shift()).add(pull.operate(mean));
            RealMatrix spreadOfCommon = pull.multiply(covariance).multiply(pull.transpose());
            for (int i = 0; i < squares.length; i++) {
                squares[i] +=
                        distance.getEntry(i) * distance.getEntry(i) + a.getEntry(i, i) + spreadOfCommon.getEntry(i, i);
            }
        }

        private static RealMatrix symmetric(RealMatrix matrix) {
            return matrix.add(matrix.transpose()).scalarMultiply(0.5);
        }
    }
}
