// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.ClvException;
import io.perennial.model.economics.Benchmarks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How customers are to be compared.
 *
 * @param by dimensions or attributes whose values, together, make a segment
 * @param only value that a dimension must have, by dimension
 * @param industry to compare values with; one of {@link Benchmarks#industries()}
 * @param businessType to compare CLV:CAC with; one of {@link Benchmarks#businessTypes()}
 */
public record SegmentRequest(
        List<String> by, Map<String, String> only, Optional<String> industry, Optional<String> businessType) {
    public static SegmentRequest by(String... dimensions) {
        return new SegmentRequest(List.of(dimensions), Map.of(), Optional.empty(), Optional.empty());
    }

    public SegmentRequest withOnly(Map<String, String> values) {
        return new SegmentRequest(by, values, industry, businessType);
    }

    /** The industry, and the type of business it belongs to where there is one. */
    public SegmentRequest withIndustry(String name) {
        known("--industry", Benchmarks.industries(), name);
        Optional<String> type = Benchmarks.businessTypes().stream()
                .map(Benchmarks.Range::name)
                .filter(name::startsWith)
                .findFirst();
        return new SegmentRequest(by, only, Optional.of(name), businessType.or(() -> type));
    }

    public SegmentRequest withBusinessType(String name) {
        known("--business-type", Benchmarks.businessTypes(), name);
        return new SegmentRequest(by, only, industry, Optional.of(name));
    }

    private static void known(String option, List<Benchmarks.Range> ranges, String name) {
        List<String> names = ranges.stream().map(Benchmarks.Range::name).toList();
        if (!names.contains(name)) {
            throw ClvException.user(
                    "benchmark-unknown",
                    option + " must be a known benchmark, was " + name,
                    "One of " + String.join(", ", names) + ".");
        }
    }
}
