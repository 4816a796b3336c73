// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LegacyEncodingPropertyTest {
    private static final List<String> WORDS = List.of(
            ("Müller Jäger Größe Käse Öl Übung Weiß süß Lefèvre Béranger Hélène naïve garçon forêt été créée Muñoz Peña niño Ángel"
                            + " Núñez ação São João não avô Åberg Öström Håkan Øystein Kjær Blåbær Søren Äiti hyvää yö città più è Þór Ólafur"
                            + " Björk Guðrún € £ § ° ñ ¿qué «oui» “quote” – Façade Île Côte")
                    .split(" "));

    /** Few different words, often repeated, are what detectors by frequency get wrong. */
    @Test
    void files_of_western_names_are_never_taken_for_another_script() throws IOException {
        Random random = new Random(7);
        List<String> words = new ArrayList<>(WORDS);
        for (int file = 0; file < 10_000; file++) {
            Collections.shuffle(words, random);
            List<String> vocabulary = words.subList(0, 1 + random.nextInt(file % 2 == 0 ? 3 : words.size()));
            int rows = 1 + random.nextInt(file % 3 == 0 ? 300 : 30);
            StringBuilder text = new StringBuilder("customer_id,order_date,amount,name\n");
            for (int row = 0; row < rows; row++) {
                text.append("C")
                        .append(row)
                        .append(",2024-01-05,")
                        .append(random.nextInt(10_000))
                        .append(',');
                text.append(vocabulary.get(random.nextInt(vocabulary.size()))).append('\n');
            }
            byte[] bytes = text.toString().getBytes(TextEncoding.WINDOWS_1252);
            assertThat(LegacyEncoding.of(new ByteArrayInputStream(bytes)))
                    .as("%d rows of %s", rows, vocabulary)
                    .isEqualTo(TextEncoding.WINDOWS_1252);
        }
    }
}
