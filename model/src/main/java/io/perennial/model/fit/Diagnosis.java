// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

/**
 * A named reason why a fit or part of it cannot be trusted, and what was done instead.
 *
 * @param code stable kebab-case name, such as {@code no-dropout-visible}
 * @param message one sentence for a person, with the figures
 */
public record Diagnosis(String code, String message) {}
