// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.simulate.PurchaseSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Segments whose purchase rates differ by a known amount, from one customer to some thousand. */
class PartialPoolingRecoveryTest {
    private static final double SPREAD = 0.5;
    private static final BgNbd TYPICAL = BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2.5);

    private record World(
            List<BgNbd> truths, List<PartialPooling.Segment<BgNbd>> segments, List<PurchaseHistories> rows) {}

    private static World world(int[] sizes, double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<BgNbd> truths = new ArrayList<>();
        List<PartialPooling.Segment<BgNbd>> segments = new ArrayList<>();
        List<PurchaseHistories> rows = new ArrayList<>();
        for (int size : sizes) {
            double scale = Math.exp(spread * random.nextGaussian());
            BgNbd truth = BgNbd.of(TimeUnit.WEEK, 0.8, 6 * scale, 0.7, 2.5);
            PurchaseHistories histories = PurchaseSimulator.of(truth)
                    .population(size, 20, 60, 0, random)
                    .histories();
            truths.add(truth);
            rows.add(histories);
            segments.add(new PartialPooling.Segment<>("of " + size, BgNbdFitter.problem(histories)));
        }
        return new World(truths, segments, rows);
    }

    private static double error(BgNbd found, BgNbd truth) {
        return Math.log(found.expectedTransactions(52) / truth.expectedTransactions(52));
    }

    @Test
    void smallSegmentsBorrowAndLargeOnesDoNot() {
        int[] sizes = {1, 1, 5, 10, 20, 20, 30, 30, 40, 40, 50, 60, 1500, 2000, 2500, 1500};
        World world = world(sizes, SPREAD, 1);
        PartialPooling.Pooled<BgNbd> pooled = PartialPooling.fit(world.segments());
        assertThat(pooled.converged()).isTrue();
        // 16 segments know a spread to 1 / sqrt(32) = 18 % at best; alpha's is shared with r's along their ridge
        assertThat(pooled.spread()[1]).isBetween(0.2, 1.0);
        // dropout is the same everywhere: found to differ by less than the rates do
        assertThat(pooled.spread()[2]).isLessThan(pooled.spread()[1]);
        double own = 0;
        double shared = 0;
        double together = 0;
        BgNbd common = TYPICAL.withParameters(pooled.common());
        for (int g = 2; g < 12; g++) {
            Fit<BgNbd> alone = BgNbdFitter.fit(world.rows().get(g), FitOptions.defaults());
            own += Math.pow(error(alone.model(), world.truths().get(g)), 2);
            shared += Math.pow(
                    error(pooled.segments().get(g).model(), world.truths().get(g)), 2);
            together += Math.pow(error(common, world.truths().get(g)), 2);
        }
        assertThat(shared).isLessThan(own).isLessThan(together);
        for (int g = 12; g < 16; g++) {
            // four standard errors of a mean rate of 1,500 customers, each with a coefficient of variation above 1
            assertThat(error(pooled.segments().get(g).model(), world.truths().get(g)))
                    .isCloseTo(0, within(0.15));
            assertThat(pooled.segments().get(g).ownShare()[1]).isGreaterThan(0.5);
        }
        // one customer knows next to nothing, and is given the common values with the spread as their error
        PartialPooling.SegmentFit<BgNbd> single = pooled.segments().get(0);
        assertThat(single.ownShare()[1]).isLessThan(0.4);
        assertThat(single.logDeviations()[1]).isGreaterThan(0.6 * pooled.spread()[1]);
        assertThat(Math.abs(Math.log(single.estimates()[1] / pooled.common()[1])))
                .isLessThan(2 * pooled.spread()[1]);
    }

    /** Equal segments are one: the spreads shrink, and every segment has the parameters of all. */
    @Test
    void equalSegmentsArePooledCompletely() {
        World world = world(new int[] {400, 400, 400, 400, 400, 400, 400, 400}, 0, 2);
        PartialPooling.Pooled<BgNbd> pooled = PartialPooling.fit(world.segments());
        double typical = TYPICAL.withParameters(pooled.common()).expectedTransactions(52);
        for (PartialPooling.SegmentFit<BgNbd> segment : pooled.segments()) {
            // the error of a segment alone would be about 8 %; the remaining spread is the chance that they do differ
            assertThat(segment.model().expectedTransactions(52)).isCloseTo(typical, within(0.1 * typical));
        }
    }

    @Test
    void oneSegmentOfOneCustomerIsSane() {
        World world = world(new int[] {1}, 0, 3);
        PartialPooling.SegmentFit<BgNbd> only =
                PartialPooling.fit(world.segments()).segments().get(0);
        for (int i = 0; i < 4; i++) {
            assertThat(only.estimates()[i]).isFinite().isPositive();
            assertThat(only.logDeviations()[i]).isFinite().isPositive();
        }
    }

    @Test
    void segmentsMustExist() {
        assertThatThrownBy(() -> PartialPooling.<BgNbd>fit(List.of()))
                .hasMessage("segments must be at least one, were 0");
    }
}
