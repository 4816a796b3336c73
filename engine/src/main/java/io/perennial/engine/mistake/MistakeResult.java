// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.Notice;
import java.time.LocalDate;
import java.util.List;

/** The seven detectors' answers; money in {@code currency}. */
public record MistakeResult(
        LocalDate asOf,
        String knowledge,
        LocalDate today,
        String basis,
        double horizonMonths,
        double lifetimeMonths,
        double discountRate,
        String currency,
        long customers,
        List<Mistake> mistakes,
        List<Notice> warnings) {}
