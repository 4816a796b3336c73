// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Notice;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read. {@code rowsAccepted + rowsQuarantined = rowsRead}, in all and for each file.
 *
 * <p>A row is one record below the header: a quoted line break does not end it, blank lines and titles above the header are none. An accepted
 * row need not be an order line of its own: a further line item of an order whose total stands in its first row, or an order whose items are
 * in another file, is accepted and adds nothing.
 *
 * @param relation table or view of order lines: {@code customer_id} (VARCHAR, or BIGINT when the source column is a typed integer), {@code day}
 *     DATE in the business zone, {@code order_id} VARCHAR or null, {@code kind} {@code 'order'} or {@code 'refund'}, {@code amount}
 *     DECIMAL(18,4), negative for refunds
 * @param lazy true if {@code relation} is a view over Parquet files that reads them again at every query
 * @param inputs one entry per file
 * @param mappings which column plays which role
 * @param dateFormat how dates were read, in words
 * @param numberStyle how amounts were read, in words
 * @param currency ISO 4217 code; null when the source names none
 * @param firstDay day of the first accepted line; null when there is none
 * @param lastDay day of the last accepted line, not counting refunds from a file of their own; null when there is none
 * @param lastKnownDay day of the last accepted line of any kind; null when there is none
 */
public record OrderReading(
        String relation,
        boolean lazy,
        List<Input> inputs,
        List<ColumnMapping> mappings,
        String dateFormat,
        String numberStyle,
        @Nullable String currency,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable LocalDate lastKnownDay,
        boolean hasRefunds,
        boolean hasOrderIds,
        List<Notice> notices) {

    /**
     * One input and its counts.
     *
     * @param file as the user gave it
     * @param format CSV, JSON, Parquet, Excel or PostgreSQL
     * @param delimiter of text files, otherwise empty
     * @param encoding of text files, otherwise empty
     * @param rowsRead accepted and quarantined
     */
    public record Input(
            String file, String format, String delimiter, String encoding, long rowsRead, long rowsQuarantined) {
        public long rowsAccepted() {
            return rowsRead - rowsQuarantined;
        }
    }

    public OrderReading {
        inputs = List.copyOf(inputs);
        mappings = List.copyOf(mappings);
        notices = List.copyOf(notices);
    }

    public long rowsRead() {
        return inputs.stream().mapToLong(Input::rowsRead).sum();
    }

    public long rowsQuarantined() {
        return inputs.stream().mapToLong(Input::rowsQuarantined).sum();
    }

    public long rowsAccepted() {
        return rowsRead() - rowsQuarantined();
    }
}
