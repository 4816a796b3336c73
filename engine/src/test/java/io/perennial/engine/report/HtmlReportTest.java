// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir
    private Path folder;

    @Test
    void writesOneFileOfModestSizeAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "an older report");
        HtmlReport.write(SampleReports.shop(), file);
        // the charts' library is 1.1 MB of it; above 2.5 MB mail systems begin to complain
        assertThat(Files.size(file)).isBetween(1_000_000L, 2_500_000L);
        assertThat(list()).containsExactly(file);
    }

    @Test
    void replacesWhatALinkPointsToAndKeepsTheLink() throws IOException {
        Path file = Files.writeString(folder.resolve("dated.html"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("latest.html"), file);
        HtmlReport.write(SampleReports.oneCustomer(), link);
        assertThat(link).isSymbolicLink();
        assertThat(file).content().startsWith("<!DOCTYPE html>");
    }

    @Test
    void refusesADirectory() {
        assertThatThrownBy(() -> HtmlReport.write(SampleReports.oneCustomer(), folder))
                .isInstanceOfSatisfying(
                        ClvException.class, e -> assertThat(e.category()).isEqualTo(ClvException.Category.USER))
                .hasMessage("Cannot write the report: " + folder + " is a directory");
    }

    @Test
    void saysWhyItCannotWrite() throws IOException {
        Path file = folder.resolve("missing").resolve("report.html");
        assertThatThrownBy(() -> HtmlReport.write(SampleReports.oneCustomer(), file))
                .isInstanceOfSatisfying(
                        ClvException.class, e -> assertThat(e.category()).isEqualTo(ClvException.Category.RESOURCE))
                .hasMessageStartingWith("Cannot write the report to " + file + ": ");
        assertThat(list()).isEmpty();
    }

    @Test
    void escapesWhatComesFromTheData() {
        String html = HtmlReport.html(SampleReports.named("</script><script>alert(1)</script>"));
        assertThat(html).doesNotContain("<script>alert");
        // the data, the charts' library and our script, nothing else
        assertThat(html.split("<script", -1)).hasSize(3 + 1);
        assertThat(html.split("</script", -1)).hasSize(3 + 1);
    }

    @Test
    void isTheSameForTheSameRun() {
        assertThat(HtmlReport.html(SampleReports.shop())).isEqualTo(HtmlReport.html(SampleReports.shop()));
    }

    @Test
    void givesTheReasonWhereSomethingIsUnavailable() {
        assertThat(HtmlReport.html(SampleReports.noHoldout()))
                .contains("A holdout needs at least 180 days of history; this file covers 121 days.")
                .contains("agreement shows that it fits, not that it predicts")
                .doesNotContain("data-chart=\"calibration\"");
        assertThatThrownBy(() -> Section.unavailable(" ")).hasMessage("reason must not be blank");
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
