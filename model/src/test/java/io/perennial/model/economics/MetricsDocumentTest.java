// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/METRICS.md} lists the catalogue as it is; {@code -Dclv.write.docs=true} writes it anew. */
class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/METRICS.md");
    private static final String START = "<!-- formulas: generated from the catalogue -->\n";
    private static final String END = "<!-- end of formulas -->\n";

    @Test
    void theDocumentListsTheCatalogue() throws IOException {
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(START) + START.length();
        int to = document.indexOf(END);
        String expected = document.substring(0, from) + catalogue() + document.substring(to);
        if (Boolean.getBoolean("clv.write.docs")) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("docs/METRICS.md; write it with -Dtest=MetricsDocumentTest -Dclv.write.docs=true")
                .isEqualTo(expected);
    }

    private static String catalogue() {
        StringBuilder text = new StringBuilder();
        for (Formula.Group group : Formula.Group.values()) {
            text.append("\n### ").append(group.title()).append("\n");
            for (Formula formula : Formulas.all()) {
                if (formula.group() == group) {
                    describe(formula, text);
                }
            }
        }
        return text.append("\n").toString();
    }

    private static void describe(Formula formula, StringBuilder text) {
        text.append(
                "\n#### `%s`: %s (%s)\n".formatted(formula.name(), formula.title(), String.join(", ", formula.ids())));
        text.append("\n    %s\n".formatted(formula.expression()));
        text.append("\n%s\n".formatted(formula.meaning()));
        text.append("\n| input | meaning | what to give |\n|---|---|---|\n");
        for (Input input : formula.inputs()) {
            String standard = input.standard();
            String otherwise = input.kind() == Input.Kind.ROWS
                    ? "; without it, an example"
                    : standard != null ? "; default " + standard : input.required() ? "" : "; optional";
            text.append("| `%s` | %s | %s%s |\n".formatted(input.name(), input.meaning(), input.expects(), otherwise));
        }
        Calculation answer = formula.calculate(formula.example());
        Basis basis = answer.basis();
        text.append("\n    $ clv calc %s\n    %s%s\n"
                .formatted(
                        formula.exampleCommand(),
                        answer.result(),
                        basis == null
                                ? ""
                                : "  " + basis.label().toLowerCase(Locale.ROOT).replace('_', ' ')));
        text.append(answer.steps().stream()
                .map(step -> "      %s: %s = %s\n".formatted(step.label(), step.arithmetic(), step.result()))
                .collect(Collectors.joining()));
    }
}
