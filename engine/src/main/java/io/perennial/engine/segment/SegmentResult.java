// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.Notice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Segments compared; money in {@code currency}.
 *
 * @param basis of historic, predicted and total
 * @param lifetimeBasis of lifetime and CLV:CAC, never after the cost of acquisition
 * @param dimensions that divide the customers
 * @param segments their sums are those of {@code total}
 * @param total all compared customers; its ratio is a ratio of sums
 * @param unattributedAcquisitionCost spending that won nobody of any segment; part of the cost of the total
 * @param multiple of the most to the least valuable segment; null where the least has no positive value or there is one segment
 * @param channels advice on where to spend; only for a division by channel
 * @param assumptions what the figures rest on
 */
public record SegmentResult(
        LocalDate asOf,
        String knowledge,
        String basis,
        String lifetimeBasis,
        double horizonMonths,
        double lifetimeMonths,
        double discountRate,
        String currency,
        List<String> dimensions,
        List<Segment> segments,
        Segment total,
        BigDecimal unattributedAcquisitionCost,
        @Nullable Multiple multiple,
        List<ChannelAdvice> channels,
        List<String> assumptions,
        List<Notice> warnings) {
    /** The most and the least valuable segment, by mean lifetime; each side named. */
    public record Multiple(String most, double mostEach, String least, double leastEach, double times) {}
}
