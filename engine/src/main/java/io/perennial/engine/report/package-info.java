// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A scoring run as one self-contained HTML file. Open {@link io.perennial.engine.report.ScoreReport} first: it is all the
 * report knows, already aggregated. {@link io.perennial.engine.report.HtmlReport} writes it.
 */
@NullMarked
package io.perennial.engine.report;

import org.jspecify.annotations.NullMarked;
