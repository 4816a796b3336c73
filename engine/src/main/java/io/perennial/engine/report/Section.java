// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of the report, or the reason why it cannot be given: never an empty chart. */
public final class Section<T> {
    private final @Nullable T content;
    private final String reason;

    private Section(@Nullable T content, String reason) {
        this.content = content;
        this.reason = reason;
    }

    public static <T> Section<T> of(T content) {
        return new Section<>(content, "");
    }

    /** @param reason one or two sentences with the figures: what is missing and what would be needed */
    public static <T> Section<T> unavailable(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason must not be blank");
        }
        return new Section<>(null, reason);
    }

    public Optional<T> content() {
        return Optional.ofNullable(content);
    }

    /** Empty if there is content. */
    public String reason() {
        return reason;
    }
}
