// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine;

/**
 * Something a reader of the result should know: a fallback, a doubtful reading, an assumption.
 *
 * @param code stable kebab-case name
 * @param message one sentence with the figures
 */
public record Notice(String code, String message) {}
