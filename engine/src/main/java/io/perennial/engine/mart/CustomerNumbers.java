// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers customers 0, 1, 2 … in order of appearance, for several threads at once.
 *
 * <p>A customer is known by a key of 63 bits and a check of 31 bits, two hashes of the id. One key with two checks is two customers: that is found out, told by
 * {@link #ambiguous}, and leaves the numbers without use.
 *
 * <p>Key, check and number lie side by side, so that a customer costs one cache miss; {@link #touch} lets those of many lines overlap. Nothing that is there waits for a lock:
 * entries only ever appear, each published by writing its second half last. Whoever misses one in a table that has just grown finds it under the segment's lock.
 */
final class CustomerNumbers {
    /** The customer is not there. */
    static final int NONE = -1;

    private static final int SEGMENT_BITS = 8;
    private static final int FEWEST_SLOTS = 16;
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);

    private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean ambiguous;

    /** @param expected about as many customers; a table that has to grow is slower, and one too large takes memory */
    CustomerNumbers(long expected) {
        long slots = Long.highestOneBit(Math.max(1, expected) * 2 / segments.length);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = new Segment((int) Math.min(1 << 20, Math.max(FEWEST_SLOTS, slots)));
        }
    }

    /**
     * Brings the entries of keys into the cache. No step depends on another, so that many misses are under way at once; finding them one by one waits for each, because
     * the processor cannot guess how many slots a search takes.
     *
     * @return anything, so that the reading is not optimised away
     */
    long touch(long[] key, int count) {
        long seen = 0;
        for (int i = 0; i < count; i++) {
            long hash = mixed(key[i]);
            long[] entries = segments[(int) (hash >>> (64 - SEGMENT_BITS))].entries;
            seen ^= entries[home(hash, entries.length - 1)];
        }
        return seen;
    }

    /** Number of a customer, or {@link #NONE}. */
    int find(long key, int check) {
        long hash = mixed(key);
        return find(segments[(int) (hash >>> (64 - SEGMENT_BITS))].entries, hash, key, check);
    }

    /** Number of a customer that was not there; -1 - number if another thread was faster. */
    int add(long key, int check) {
        long hash = mixed(key);
        Segment segment = segments[(int) (hash >>> (64 - SEGMENT_BITS))];
        synchronized (segment) {
            int known = find(segment.entries, hash, key, check);
            if (known != NONE) {
                return -1 - known;
            }
            int number = size.getAndIncrement();
            segment.add(hash, key, (long) check << 32 | (number + 1));
            return number;
        }
    }

    int size() {
        return size.get();
    }

    /** Whether two customers share a key. */
    boolean ambiguous() {
        return ambiguous;
    }

    /** The key of every number. */
    long[] keys() {
        long[] keys = new long[size()];
        for (Segment segment : segments) {
            long[] entries = segment.entries;
            for (int at = 0; at < entries.length; at += 2) {
                if (entries[at + 1] != 0) {
                    keys[(int) entries[at + 1] - 1] = entries[at];
                }
            }
        }
        return keys;
    }

    private int find(long[] entries, long hash, long key, int check) {
        int mask = entries.length - 1;
        int at = home(hash, mask);
        while (true) {
            long second = (long) ENTRY.getAcquire(entries, at + 1);
            if (second == 0) {
                return NONE;
            }
            if (entries[at] == key) {
                if ((int) (second >>> 32) != check) {
                    ambiguous = true;
                }
                return (int) second - 1;
            }
            at = at + 2 & mask;
        }
    }

    private static int home(long hash, int mask) {
        return (int) hash << 1 & mask;
    }

    /** Keys are hashes, but nothing says that their lowest bits are any good. */
    private static long mixed(long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 32;
    }

    /** Open addressing over pairs (key, check and number + 1); a second half of 0 is an empty slot. */
    private static final class Segment {
        private volatile long[] entries;
        private int used;

        Segment(int slots) {
            entries = new long[2 * slots];
        }

        void add(long hash, long key, long second) {
            if (++used > entries.length / 2 * 7 / 10) {
                grow();
            }
            put(entries, hash, key, second);
        }

        private void grow() {
            long[] larger = new long[entries.length * 2];
            for (int at = 0; at < entries.length; at += 2) {
                if (entries[at + 1] != 0) {
                    put(larger, mixed(entries[at]), entries[at], entries[at + 1]);
                }
            }
            entries = larger;
        }

        private static void put(long[] entries, long hash, long key, long second) {
            int mask = entries.length - 1;
            int at = home(hash, mask);
            while (entries[at + 1] != 0) {
                at = at + 2 & mask;
            }
            entries[at] = key;
            ENTRY.setRelease(entries, at + 1, second);
        }
    }
}
