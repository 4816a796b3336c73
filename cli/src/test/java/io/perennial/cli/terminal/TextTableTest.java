// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perennial.cli.terminal.TextTable.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static String printed(TextTable table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void figuresAlignRightAndTextLeft() {
        TextTable table = new TextTable(Column.text("customer"), Column.figure("clv"))
                .row("a", "1,234.50")
                .row("日本", "7.00");

        assertThat(printed(table)).isEqualToNormalizingNewlines("""
                customer       clv
                ────────  ────────
                a         1,234.50
                日本          7.00
                """);
    }

    @Test
    void escapeSequencesInDataDoNotReachTheTerminal() {
        assertThat(printed(TextTable.pairs().row("a\u001b[2J", "b\nc")))
                .isEqualToNormalizingNewlines("a\ufffd[2J  b\ufffdc\n");
    }

    @Test
    void widthIsWhatTheTerminalShows() {
        assertThat(TextTable.width("e\u0301")).isEqualTo(1);
        assertThat(TextTable.width("🙂")).isEqualTo(2);
        assertThat(TextTable.width("€")).isEqualTo(1);
    }

    @Test
    void everyRowHasEveryColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextTable.pairs().row("alone"))
                .withMessage("cells must be as many as columns (2), was 1");
    }

    @Test
    void longCellsAreCut() {
        assertThat(printed(TextTable.pairs().row("a".repeat(60), "b".repeat(61))))
                .isEqualToNormalizingNewlines("a".repeat(60) + "  " + "b".repeat(59) + "…\n");
    }
}
