// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import io.perennial.model.economics.Formula;
import io.perennial.model.economics.Input;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a person for the inputs that are missing, and asks again until an answer can be used. */
public final class Prompts {
    private final BufferedReader in;
    private final PrintWriter out;

    public Prompts(Reader in, PrintWriter out) {
        this.in = new BufferedReader(in);
        this.out = out;
    }

    /** Answers by input name; incomplete if the person ends the input. */
    public Map<String, String> ask(Formula formula, List<Input> missing) throws IOException {
        out.println(formula.title() + ": " + formula.expression());
        Map<String, String> answers = new LinkedHashMap<>();
        for (Input input : missing) {
            String answer = ask(input);
            if (answer.isEmpty()) {
                break;
            }
            answers.put(input.name(), answer);
        }
        return answers;
    }

    private String ask(Input input) throws IOException {
        String example = input.example() == null ? "" : ", for example " + input.example();
        while (true) {
            out.print(input.name() + " – " + input.meaning() + " (" + input.expects() + example + "): ");
            out.flush();
            String line = in.readLine();
            if (line == null) {
                out.println();
                return "";
            }
            try {
                String answer = line.strip();
                input.check(answer);
                return answer;
            } catch (IllegalArgumentException e) {
                out.println("  " + e.getMessage());
            }
        }
    }
}
