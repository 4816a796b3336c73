// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.LinkedHashMap;
import java.util.Map;

/** A formula called as typed: {@code ratio --clv 4920 --cac 1200}. */
final class Typed {
    private Typed() {}

    static Calculation run(String command) {
        String[] words = command.strip().split(" ", -1);
        Formula formula = Formulas.find(words[0]).orElseThrow();
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 1; i + 1 < words.length; i += 2) {
            given.put(words[i].substring(2), words[i + 1]);
        }
        return formula.calculate(given);
    }

    static double value(String command) {
        Double value = run(command).value();
        if (value == null) {
            throw new AssertionError(command + " has no value");
        }
        return value;
    }
}
