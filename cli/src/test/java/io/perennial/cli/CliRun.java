// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.cli.terminal.Console;
import java.io.StringWriter;

/** One call of {@code clv}: its exit code and all it printed. */
record CliRun(int exitCode, String out, String err) {
    static CliRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Clv.run(Console.of(out, err), args);
        return new CliRun(exitCode, out.toString(), err.toString());
    }

    /** Stdout as the one JSON object it must be. */
    JsonNode json() {
        try {
            return new ObjectMapper()
                    .reader()
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("stdout is not one JSON object: " + out, e);
        }
    }
}
