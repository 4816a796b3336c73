// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.TimeUnit;
import io.perennial.model.validate.Holdout;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierHoldoutsTest {
    private static final LocalDate UNTIL = LocalDate.of(2024, 12, 31);

    /** Of origins half a holdout apart, the one after next has seen the outcome of this one to its last day, and no later outcome; odd lengths included. */
    @ParameterizedTest(name = "{0} days")
    @ValueSource(ints = {90, 181, 182, 365})
    void anOriginLearnsOnlyFromWhatIsOver(int horizon) {
        Origins origins = Origins.plan(UNTIL.minusDays(4L * horizon), UNTIL, horizon, 5);
        List<Holdout> holdouts =
                origins.days().stream().map(EarlierHoldoutsTest::holdout).toList();
        assertThat(holdouts).hasSizeGreaterThanOrEqualTo(3);
        EarlierHoldouts earlier = new EarlierHoldouts(origins, holdouts);
        for (int k = 0; k < holdouts.size(); k++) {
            int origin = k;
            earlier.before(holdouts.get(k))
                    .ifPresent(found -> assertThat(origins.holdoutEnd(LocalDate.parse(found.origin())))
                            .isBeforeOrEqualTo(
                                    LocalDate.parse(holdouts.get(origin).origin())));
        }
        assertThat(earlier.before(holdouts.get(0))).contains(holdouts.get(2));
        assertThat(earlier.before(holdouts.get(holdouts.size() - 1))).isEmpty();
    }

    private static Holdout holdout(LocalDate origin) {
        int[] none = {};
        double[] nothing = {};
        return new Holdout(
                origin.toString(),
                TimeUnit.WEEK,
                1,
                new Holdout.Customers(new long[0], none, nothing, nothing, nothing, nothing, nothing),
                new Holdout.LastPeriod(none, nothing, nothing),
                new Holdout.Outcome(none, nothing),
                Holdout.Tracking.NONE);
    }
}
