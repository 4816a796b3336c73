// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes a file of orders of any size, the same one every time. */
final class OrderFile {
    private OrderFile() {}

    /** A Parquet or CSV file of about five orders per customer; one that exists is kept. */
    static Path make(Path folder, long customers, String ending) throws IOException, SQLException {
        Path file = folder.resolve("orders-%d.%s".formatted(customers, ending));
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(folder);
        Path beside = folder.resolve(file.getFileName() + ".part");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("create macro customers() as " + customers);
            statement.execute(
                    "create macro uniform(i, draw) as (hash(i, draw, 20261122) >> 11)::double / 9007199254740992.0");
            statement.execute("copy (%s) to '%s' (format %s)".formatted(sql(), beside, ending));
        }
        Files.move(beside, file);
        return file;
    }

    private static String sql() throws IOException {
        try (InputStream in = OrderFile.class.getResourceAsStream("orders.sql")) {
            if (in == null) {
                throw new IOException("orders.sql must be on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
