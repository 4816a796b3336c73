// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

/**
 * Walks through the times at which customers were last seen, the latest first, and keeps track of who is at risk: at time t those with
 * entry &lt; t &lt;= exit, and those with entry 0 from the very start.
 */
final class RiskSets {
    private final SurvivalTimes times;
    private final int[] byExit;
    private final int[] byEntry;

    /** What to do on the way. */
    interface Visitor {
        /** The row is at risk from here on, going back in time. */
        void enter(int row);

        /** The row is no longer at risk. */
        void leave(int row);

        /** Nobody is at risk any more; sums may start afresh. */
        void empty();

        /**
         * At least one customer ended at {@code time}; all at risk then have entered and not left.
         *
         * @param from first position of the rows last seen at this time, see {@link #row}
         * @param to position after the last of them
         */
        void event(double time, int from, int to);
    }

    RiskSets(SurvivalTimes times) {
        this.times = times;
        this.byExit = times.latestExitFirst();
        this.byEntry = times.latestEntryFirst();
    }

    /** The row at a position of the order in which rows enter. */
    int row(int position) {
        return byExit[position];
    }

    /** Whether the customers at a position ended under observation. */
    boolean ended(int position) {
        int row = byExit[position];
        return times.ended(row) && times.observed(row);
    }

    void walk(Visitor visitor) {
        int n = times.size();
        int left = 0;
        int present = 0;
        for (int from = 0; from < n; ) {
            double time = times.exit(byExit[from]);
            int to = from;
            boolean event = false;
            for (; to < n && times.exit(byExit[to]) == time; to++) {
                if (times.observed(byExit[to])) {
                    visitor.enter(byExit[to]);
                    present++;
                    event |= times.ended(byExit[to]);
                }
            }
            for (; left < n && times.entry(byEntry[left]) >= time && times.entry(byEntry[left]) > 0; left++) {
                if (times.observed(byEntry[left])) {
                    visitor.leave(byEntry[left]);
                    present--;
                    if (present == 0) {
                        visitor.empty();
                    }
                }
            }
            if (event) {
                visitor.event(time, from, to);
            }
            from = to;
        }
    }
}
