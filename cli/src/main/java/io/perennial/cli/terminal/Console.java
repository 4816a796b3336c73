// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import io.perennial.engine.Json;
import io.perennial.engine.Notice;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command may print and where: results on stdout, everything else on stderr; colour, progress and prompts only on a terminal.
 *
 * <p>A reader that goes away ({@code clv … | head}) is no error: the writers swallow it, and the command ends as it would have.
 */
public final class Console {
    /** The ends of the process that are a terminal. */
    private enum Stream {
        IN,
        OUT,
        ERR
    }

    /** Colour by meaning, so that a reader with other eyes or another background loses nothing but decoration. */
    public enum Style {
        STRONG("1"),
        FAINT("2"),
        GOOD("32"),
        WARNING("33"),
        BAD("31");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final PrintWriter out;
    private final PrintWriter err;
    private final Set<Stream> terminals;
    private final int width;
    private boolean colour;
    private boolean json;
    private boolean verbose;
    private @Nullable Progress progress;

    private Console(Writer out, Writer err, Set<Stream> terminals, int width, boolean colour) {
        this.out = new PrintWriter(out, false);
        this.err = new PrintWriter(err, true);
        this.terminals = terminals;
        this.width = width;
        this.colour = colour;
    }

    /** The console of this process; UTF-8 whatever the locale says, so that files and pipes do not depend on it. */
    public static Console system() {
        Set<Stream> terminals = terminals();
        String noColor = System.getenv("NO_COLOR");
        boolean colour = (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return new Console(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
                terminals,
                width(Integer.getInteger("clv.columns", 0)),
                colour);
    }

    /** Some terminals do not know their width and say 0; lines wider than 160 columns are hard to read. */
    private static int width(int columns) {
        return columns < 40 ? 80 : Math.min(columns, 160);
    }

    /** A console that is not a terminal, for tests and for use inside another program. */
    public static Console of(Writer out, Writer err) {
        return new Console(out, err, EnumSet.noneOf(Stream.class), 80, true);
    }

    /** The launcher says which streams are terminals: Java cannot tell them apart before 22, and sees terminals everywhere since. */
    private static Set<Stream> terminals() {
        String told = System.getProperty("clv.terminals", "");
        Set<Stream> found = EnumSet.noneOf(Stream.class);
        for (Stream stream : Stream.values()) {
            if (told.contains(stream.name().toLowerCase(Locale.ROOT))) {
                found.add(stream);
            }
        }
        return found;
    }

    /** Options that decide how even a wrong command line is answered, read before it is parsed. */
    public void startFrom(String[] args) {
        json = Arrays.asList(args).contains("--json");
        verbose = Arrays.asList(args).contains("-v") || Arrays.asList(args).contains("--verbose");
        noColor(Arrays.asList(args).contains("--no-color"));
    }

    public void json(boolean on) {
        json = on;
    }

    public void verbose(boolean on) {
        verbose = on;
    }

    public void noColor(boolean on) {
        colour &= !on;
    }

    public boolean json() {
        return json;
    }

    public boolean verbose() {
        return verbose;
    }

    /** Columns of the terminal, 80 if there is none. */
    public int width() {
        return width;
    }

    public boolean colourOnOut() {
        return colour && terminals.contains(Stream.OUT);
    }

    /** Whether a person is there to answer a question. */
    public boolean interactive() {
        return !json && terminals.contains(Stream.IN) && terminals.contains(Stream.ERR);
    }

    /** Which streams are terminals, in words. */
    public String terminalText() {
        return terminals.isEmpty() ? "none" : terminals.toString().toLowerCase(Locale.ROOT);
    }

    /** For the result, and only for that. */
    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    /** Prints the answer of a command called with {@code --json}. */
    public void result(Object answer) {
        out.println(Json.of(answer));
    }

    /** Something to know while waiting; not shown with {@code --json}. */
    public void note(String message) {
        if (!json) {
            err.println(message);
        }
    }

    /** Something to know about the result. With {@code --json} it belongs in {@code warnings} of the answer, so it is not shown here. */
    public void warning(Notice notice) {
        note(onErr(Style.WARNING, "warning: ") + notice.message());
    }

    /** The same for all notices of a result; details only with {@code -v}. */
    public void warnings(List<Notice> notices) {
        notices.stream().filter(notice -> verbose || !notice.detail()).forEach(this::warning);
        long left = verbose ? 0 : notices.stream().filter(Notice::detail).count();
        if (left > 0) {
            note("Details left out: " + left + "; -v shows them.");
        }
    }

    /** What went wrong, and what to do about it. */
    public void error(String message, String hint) {
        err.println(onErr(Style.BAD, "clv: ") + message);
        if (!hint.isEmpty()) {
            err.println("     " + hint);
        }
    }

    /** Shows how far a long task is: a moving bar on a terminal, nothing elsewhere. Close it when the task ends. */
    public Progress progress(String task, long total) {
        endProgress();
        boolean shown = !json && terminals.contains(Stream.ERR);
        Progress started = shown ? Progress.shown(task, total, width) : Progress.hidden();
        progress = started;
        return started;
    }

    public void endProgress() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }

    /** Text for stdout in a style, if stdout shows styles. */
    public String styled(Style style, String text) {
        return colourOnOut() ? paint(style, text) : text;
    }

    private String onErr(Style style, String text) {
        return colour && terminals.contains(Stream.ERR) ? paint(style, text) : text;
    }

    private static String paint(Style style, String text) {
        return "\u001b[" + style.code + "m" + text + "\u001b[0m";
    }

    public void flush() {
        endProgress();
        out.flush();
        err.flush();
    }
}
