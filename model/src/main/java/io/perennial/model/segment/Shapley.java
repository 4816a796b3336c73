// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import java.util.function.IntToDoubleFunction;

/**
 * The change of a value between two states, divided among the things that changed: each gets the mean of what its change adds, over all orders in which the things could have changed. The
 * parts sum to the change, two that act alike get alike, and no order has to be chosen. Source: Shapley (1953); as a decomposition, Shorrocks (2013).
 */
public final class Shapley {
    private static final int MOST = 16;

    private Shapley() {}

    /**
     * Effects of each player.
     *
     * @param players how many things changed, at most 16: 2^players states are evaluated
     * @param value of the state in which those things whose bit is set have changed
     */
    public static double[] effects(int players, IntToDoubleFunction value) {
        if (players < 1 || players > MOST) {
            throw new IllegalArgumentException("players must be from 1 to %d, was %d".formatted(MOST, players));
        }
        int states = 1 << players;
        double[] at = new double[states];
        for (int state = 0; state < states; state++) {
            at[state] = value.applyAsDouble(state);
        }
        double[] weight = weights(players);
        double[] effects = new double[players];
        for (int state = 0; state < states; state++) {
            for (int player = 0; player < players; player++) {
                int bit = 1 << player;
                if ((state & bit) == 0) {
                    effects[player] += weight[Integer.bitCount(state)] * (at[state | bit] - at[state]);
                }
            }
        }
        return effects;
    }

    /** size! (players - size - 1)! / players!, the share of orders in which exactly those of a set come before a player. */
    private static double[] weights(int players) {
        double[] weight = new double[players];
        double sets = 1;
        for (int size = 0; size < players; size++) {
            weight[size] = 1 / (players * sets);
            sets = sets * (players - 1 - size) / (size + 1);
        }
        return weight;
    }
}
