// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a detector found.
 *
 * @param id {@code D-1} to {@code D-7}
 * @param name the mistake
 * @param inScores whether the current scores make it; null where that cannot be told. A mistake can be found in the data and not be made by the scores: then whoever works with the
 *     simple figure would make it
 * @param finding one sentence with the figures
 * @param evidence figures with the customers or events behind them
 * @param size in money; null where there is none
 * @param sizeMeaning what the money is; empty where there is none
 * @param advice what to do
 * @param missing input without which it cannot be told
 */
public record Mistake(
        String id,
        String name,
        Status status,
        @Nullable Boolean inScores,
        String finding,
        List<Evidence> evidence,
        @Nullable Double size,
        String sizeMeaning,
        String advice,
        List<String> missing) {
    /** Outcome of a detector. */
    public enum Status {
        FOUND,
        NOT_FOUND,
        CANNOT_TELL
    }

    /** Of what kind a figure is. */
    public enum Unit {
        MONEY,
        FRACTION,
        NUMBER,
        MONTHS,
        DAYS
    }

    /**
     * One figure.
     *
     * @param value null where it is unknown
     * @param low lower end of its 95 % interval; null where there is none
     * @param n customers, months or events behind it
     */
    public record Evidence(
            String name,
            @Nullable Double value,
            Unit unit,
            @Nullable Double low,
            @Nullable Double high,
            long n) {}

    static Builder of(String id, String name) {
        return new Builder(id, name);
    }

    /** Gathers what a detector finds. */
    static final class Builder {
        private final String id;
        private final String name;
        private final List<Evidence> evidence = new ArrayList<>();
        private @Nullable Double size;
        private String sizeMeaning = "";
        private @Nullable Boolean inScores;

        private Builder(String id, String name) {
            this.id = id;
            this.name = name;
        }

        Builder evidence(String figure, double value, Unit unit, long n) {
            return evidence(figure, value, unit, Double.NaN, Double.NaN, n);
        }

        Builder evidence(String figure, double value, Unit unit, double low, double high, long n) {
            evidence.add(new Evidence(figure, known(value), unit, known(low), known(high), n));
            return this;
        }

        Builder size(double money, String meaning) {
            size = known(money);
            sizeMeaning = size == null ? "" : meaning;
            return this;
        }

        Builder inScores(boolean made) {
            inScores = made;
            return this;
        }

        Mistake found(boolean is, String finding, String advice) {
            return end(is ? Status.FOUND : Status.NOT_FOUND, finding, advice, List.of());
        }

        Mistake cannotTell(String finding, String... missing) {
            return end(
                    Status.CANNOT_TELL,
                    finding,
                    "Import what is missing: " + String.join("; ", missing) + ".",
                    List.of(missing));
        }

        private Mistake end(Status status, String finding, String advice, List<String> missing) {
            return new Mistake(
                    id, name, status, inScores, finding, List.copyOf(evidence), size, sizeMeaning, advice, missing);
        }

        private static @Nullable Double known(double value) {
            return Double.isFinite(value) ? Double.valueOf(value) : null;
        }
    }
}
