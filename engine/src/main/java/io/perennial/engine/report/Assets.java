// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;

/** The scripts and the style sheet that go into every report, and the policy that lets these scripts run and nothing else. */
record Assets(String style, String charts, String script) {

    static Assets load() {
        Properties echarts = new Properties();
        try (InputStream in = open("/META-INF/maven/org.mvnpm/echarts/pom.properties")) {
            echarts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = echarts.getProperty("version");
        return new Assets(
                text("report.css"),
                inline(text("/META-INF/resources/_static/echarts/" + version + "/dist/echarts.min.js")),
                inline(text("report.js")));
    }

    /**
     * Scripts run only if their hash is listed, so that nothing from the data could run even if escaping failed; the network
     * is closed. Styles may stand on elements, because the charts set them.
     */
    String contentSecurityPolicy() {
        return "default-src 'none'; script-src " + hash(charts) + " " + hash(script)
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    /** A script element ends at the first closing tag wherever it stands; escaped like this it means the same in a string. */
    private static String inline(String script) {
        return script.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Assets.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("Cannot find " + resource + " on the class path");
        }
        return in;
    }
}
