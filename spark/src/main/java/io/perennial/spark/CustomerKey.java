// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import java.nio.charset.StandardCharsets;

/**
 * The 63 bits that stand for a customer wherever chance must not depend on who came first, as the embedded engine computes them: its hash of an id, halved. So both
 * engines look at the same sample of customers.
 *
 * <p>Eight bytes at a time are combined with the state by exclusive or and multiplication; the finish is the two-round mixer of 32-bit shifts by Chris Wellons (2018).
 * A contract test compares it with the embedded engine's.
 */
final class CustomerKey {
    private static final long SEED = 0xe17a1465L;
    private static final long LENGTH_FACTOR = 0xc6a4a7935bd1e995L;
    private static final long FACTOR = 0xd6e8feb86659fd93L;
    private static final int WORD = Long.BYTES;

    private CustomerKey() {}

    /** Key of an id, a {@code Long} or a {@code String}. */
    static long of(Object id) {
        long hash = id instanceof String text ? hash(text.getBytes(StandardCharsets.UTF_8)) : mix((Long) id);
        return hash >>> 1;
    }

    private static long hash(byte[] bytes) {
        long state = SEED ^ bytes.length * LENGTH_FACTOR;
        for (int from = 0; from < bytes.length; from += WORD) {
            long word = 0;
            for (int i = Math.min(bytes.length, from + WORD) - 1; i >= from; i--) {
                word = word << Byte.SIZE | (bytes[i] & 0xff);
            }
            state = (state ^ word) * FACTOR;
        }
        return mix(state);
    }

    private static long mix(long bits) {
        long x = (bits ^ bits >>> 32) * FACTOR;
        x = (x ^ x >>> 32) * FACTOR;
        return x ^ x >>> 32;
    }
}
