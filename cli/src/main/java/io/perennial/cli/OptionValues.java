// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How option values are read, and what is said of those that cannot be: in the words of people, not of Java's types. */
final class OptionValues {
    private OptionValues() {}

    /** Takes over dates and numbers for a command and all its subcommands, which must be registered before. */
    static void register(CommandLine command) {
        command.registerConverter(LocalDate.class, OptionValues::date);
        command.registerConverter(Charset.class, OptionValues::charset);
        command.registerConverter(int.class, OptionValues::whole);
        command.registerConverter(Integer.class, OptionValues::whole);
        command.registerConverter(long.class, OptionValues::longWhole);
        command.registerConverter(Long.class, OptionValues::longWhole);
        command.registerConverter(double.class, OptionValues::number);
        command.registerConverter(Double.class, OptionValues::number);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw refused("a date such as 2024-12-31", text);
        }
    }

    private static Charset charset(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException e) {
            throw refused("an encoding such as windows-1250, ISO-8859-2 or Shift_JIS", text);
        }
    }

    private static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw refused("a whole number", text);
        }
    }

    private static Long longWhole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw refused("a whole number", text);
        }
    }

    /** Finite numbers only: an option means an amount, a share or a number of days, and none of them has no end. */
    private static Double number(String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        // Java would also take the suffixes of its own literals, as in 0.4f
        if (!Double.isFinite(value) || Character.isLetter(text.charAt(text.length() - 1))) {
            throw refused("a number such as 0.40", text);
        }
        return value;
    }

    private static TypeConversionException refused(String kind, String text) {
        return new TypeConversionException("must be " + kind + ", was '" + text + "'");
    }
}
