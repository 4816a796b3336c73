// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.Notice;
import java.util.List;

/**
 * What was read and how it was understood. {@code rowsAccepted + rowsQuarantined = rowsRead}.
 *
 * @param files what was read
 * @param quarantine rules that refused rows, most rows first
 * @param quarantineFile where the refused rows were written; empty if nowhere
 * @param recognised how columns, dates and numbers were understood
 * @param notices remarks of the reader that are not warnings of the run
 */
public record DataQuality(
        List<File> files,
        long rowsRead,
        long rowsAccepted,
        long rowsQuarantined,
        List<Rule> quarantine,
        String quarantineFile,
        List<Recognised> recognised,
        List<Notice> notices) {

    public DataQuality {
        files = List.copyOf(files);
        quarantine = List.copyOf(quarantine);
        recognised = List.copyOf(recognised);
        notices = List.copyOf(notices);
    }

    /**
     * A file or query read.
     *
     * @param format in words, such as {@code CSV, semicolons, UTF-8}
     */
    public record File(String name, String format, long rows) {}

    /**
     * A rule that refused rows.
     *
     * @param rule stable kebab-case name
     * @param meaning one sentence
     * @param example file, line, column and value of the first one; may be empty
     */
    public record Rule(String rule, String meaning, long rows, String example) {}

    /**
     * How one thing was understood.
     *
     * @param role what was looked for: {@code customer}, {@code date}, {@code amount} …
     * @param column where it was found, such as the header; empty if not in a column
     * @param reading how it was read: {@code day first, 31/12/2024}
     * @param evidence why: {@code given on the command line}, {@code 412 values have a day above 12}
     */
    public record Recognised(String role, String column, String reading, String evidence) {}
}
