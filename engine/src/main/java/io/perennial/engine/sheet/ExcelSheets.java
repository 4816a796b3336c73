// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * Turns a worksheet into CSV with one line per Excel row, so that lines are row numbers: the visible sheet whose first rows name the most roles, with
 * dates in ISO form and numbers in plain digits, as Excel stores them and not as it shows them.
 */
final class ExcelSheets {
    /** What a workbook may unpack to; the most rows a sheet can have fill about half of it. */
    private static final long MOST_BYTES = 4L << 30;

    private static final int HEAD = 100;

    private final KnownHeaders words;

    ExcelSheets(KnownHeaders words) {
        this.words = words;
    }

    /** The sheet as a CSV file in the workspace. */
    InputFile toCsv(InputFile input, Workspace workspace) throws IOException {
        refuseBomb(input);
        Path csv = workspace.newFile(".csv");
        try (ReadableWorkbook workbook = new ReadableWorkbook(input.path().toFile(), new ReadingOptions(true, true));
                BufferedWriter out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
            Sheet sheet = best(input, workbook);
            int width = width(sheet);
            if (width == 0) {
                throw ClvException.data(
                        "empty-file",
                        "Cannot read " + input.file() + ": its sheet '" + sheet.getName() + "' is empty",
                        "Put the orders on the first sheet.");
            }
            int line = 1;
            try (Stream<Row> rows = sheet.openStream()) {
                for (Row row : (Iterable<Row>) rows::iterator) {
                    for (; line < row.getRowNum(); line++) {
                        out.write('\n');
                    }
                    write(out, row, width);
                    line++;
                }
            }
        } catch (ExcelReaderException e) {
            throw damaged(input, e);
        }
        return new InputFile(input.file(), csv, InputFile.Format.TEXT);
    }

    static ClvException damaged(InputFile input, Exception e) {
        return ClvException.data(
                "damaged-file",
                "Cannot read " + input.file() + ": not a whole Excel workbook (" + e.getMessage() + ")",
                "Open and save it again, or save it as CSV.");
    }

    private static void refuseBomb(InputFile input) {
        try (ZipFile zip = new ZipFile(input.path().toFile())) {
            if (zip.getEntry("[Content_Types].xml") == null) {
                boolean openDocument = zip.getEntry("content.xml") != null;
                throw ClvException.data(
                        "foreign-format",
                        "Cannot read " + input.file() + ": "
                                + (openDocument ? "an OpenDocument file" : "a ZIP archive, no Excel workbook"),
                        openDocument ? "Save it as .xlsx or CSV." : "Unpack it and name the files in it.");
            }
            long size = zip.stream()
                    .mapToLong(entry -> Math.max(0, entry.getSize()))
                    .sum();
            if (size > MOST_BYTES) {
                throw ClvException.data(
                        "file-too-large",
                        "Cannot read " + input.file() + ": it unpacks to " + size + " bytes, the most is " + MOST_BYTES,
                        "Save the sheet of orders as CSV.");
            }
        } catch (IOException e) {
            throw damaged(input, e);
        }
    }

    private Sheet best(InputFile input, ReadableWorkbook workbook) throws IOException {
        Sheet best = null;
        long most = -1;
        for (Sheet sheet : (Iterable<Sheet>) workbook.getSheets()::iterator) {
            if (sheet.getVisibility() == SheetVisibility.VISIBLE) {
                long known = known(sheet);
                if (known > most) {
                    best = sheet;
                    most = known;
                }
            }
        }
        if (best == null) {
            throw ClvException.data(
                    "empty-file",
                    "Cannot read " + input.file() + ": it has no visible sheet",
                    "Unhide the sheet of orders.");
        }
        return best;
    }

    private long known(Sheet sheet) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            return rows.limit(HEAD)
                    .mapToLong(row -> words.known(texts(row, row.getCellCount())))
                    .max()
                    .orElse(0);
        }
    }

    /** Cells of the widest row, blank ones at its end not counted. */
    private static int width(Sheet sheet) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            return rows.mapToInt(row -> {
                        int width = row.getCellCount();
                        while (width > 0 && text(row.getOptionalCell(width - 1)).isEmpty()) {
                            width--;
                        }
                        return width;
                    })
                    .max()
                    .orElse(0);
        }
    }

    private static void write(BufferedWriter out, Row row, int width) throws IOException {
        List<String> cells = texts(row, width);
        if (cells.stream().allMatch(String::isEmpty)) {
            out.write('\n');
            return;
        }
        for (int i = 0; i < cells.size(); i++) {
            out.write(i == 0 ? "\"" : ",\"");
            out.write(cells.get(i).replace("\"", "\"\"").replaceAll("\\s*[\\r\\n]\\s*", " "));
            out.write('"');
        }
        out.write('\n');
    }

    private static List<String> texts(Row row, int width) {
        return IntStream.range(0, width)
                .mapToObj(i -> i < row.getCellCount() ? text(row.getOptionalCell(i)) : "")
                .toList();
    }

    private static String text(Optional<Cell> cell) {
        return cell.map(ExcelSheets::text).orElse("");
    }

    private static String text(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.getType() == CellType.NUMBER
                || (cell.getType() == CellType.FORMULA && raw.matches("-?[\\d.]+(E[-+]?\\d+)?"))) {
            return number(cell, raw);
        }
        return cell.getText();
    }

    private static String number(Cell cell, String raw) {
        if (isDate(cell) && cell.getType() == CellType.NUMBER) {
            LocalDateTime time = cell.asDate();
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? time.toLocalDate().toString()
                    : time.withNano(0).toString().replace('T', ' ');
        }
        try {
            return new BigDecimal(raw).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    /** Built-in formats 14 to 22 are dates and times; others are if they show a day or a year. */
    private static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null && id >= 14 && id <= 22) {
            return true;
        }
        String format = cell.getDataFormatString();
        return format != null
                && format.replaceAll("\\[[^]]*]|\"[^\"]*\"|\\\\.", "").matches("(?i).*[dy].*");
    }
}
