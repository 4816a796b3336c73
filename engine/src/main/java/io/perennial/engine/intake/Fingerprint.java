// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.layout.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By what an import is known again: the bytes of the file, and what decides how they are read. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Path file, Layout layout, String source, ImportRequest request) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        String bytes = HexFormat.of().formatHex(digest.digest());
        return bytes + "-" + of(layout, source, request);
    }

    /** What decides how an input is read. */
    static String of(Layout layout, String source, ImportRequest request) {
        String reading = String.join(
                "\u0001",
                layout.name(),
                layout.text(),
                source,
                String.valueOf(request.currency()),
                request.zone().getId(),
                String.valueOf(request.dateFormat()));
        if (request.encoding() != null) {
            reading += "\u0001" + request.encoding();
        }
        byte[] digest = sha256().digest(reading.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
