// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader sees: the report opened from a file in Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlReportBrowserTest {
    private static final String HOSTILE =
            "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\"'&\u202e عميل 😀 "
                    + "x".repeat(200);

    private static final Map<String, Supplier<ScoreReport>> REPORTS = Map.of(
            "shop", SampleReports::shop,
            "noHoldout", SampleReports::noHoldout,
            "oneCustomer", SampleReports::oneCustomer,
            "hostile", () -> SampleReports.named(HOSTILE),
            "zero", () -> SampleReports.scaled(0),
            "huge", () -> SampleReports.scaled(1e12),
            "negative", () -> SampleReports.scaled(-1));

    @TempDir
    private Path folder;

    private Playwright playwright;
    private Browser browser;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void launch() {
        Browsers.require();
        playwright = Browsers.playwright();
        browser = Browsers.launch(playwright);
    }

    @AfterAll
    void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "noHoldout", "oneCustomer", "hostile", "zero", "huge", "negative"})
    void opensQuietlyAndFitsEveryWidth(String name) {
        try (Page page = open(name, ColorScheme.LIGHT)) {
            for (int width : new int[] {390, 768, 1280}) {
                page.setViewportSize(width, 900);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as("width of %s in a window of %d", name, width)
                        .isEqualTo(width);
            }
            assertThat((Integer) page.evaluate("document.querySelectorAll('.chart').length"))
                    .as("charts drawn")
                    .isEqualTo((Integer) page.evaluate("document.querySelectorAll('.chart svg').length"));
            assertThat(page.title()).as("no script from the data ran").isNotEqualTo("owned");
            assertThat(page.locator("body").innerText()).doesNotContain("NaN", "Infinity", "undefined", "null");
            assertThat(complaints).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void hasNoSeriousBarriers(ColorScheme scheme) {
        try (Page page = open("shop", scheme)) {
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
            // one row of a table is like the next, except in the matrices with their shades
            page.evaluate(
                    "document.querySelectorAll('table:not(.matrix) tr:nth-child(n+4)').forEach(row => row.remove())");
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                    .extracting(Rule::getId, rule -> rule.getNodes().get(0).getHtml())
                    .isEmpty();
        }
    }

    @Test
    void drawsEveryChartOfACompleteRun() {
        try (Page page = open("shop", ColorScheme.LIGHT)) {
            assertThat(page.locator(".chart svg").count()).isEqualTo(7);
            assertThat(page.locator("[data-chart=\"pareto\"] svg").textContent())
                    .as("shares of a whole, though their sum is not exactly 1")
                    .contains("100%")
                    .doesNotContain("120%");
        }
    }

    @Test
    void changesItsColoursAndPrintsInLightOnes() {
        try (Page page = open("shop", ColorScheme.DARK)) {
            String background = "getComputedStyle(document.body).backgroundColor";
            String dark = (String) page.evaluate(background);
            page.locator(".theme").click();
            assertThat(page.evaluate(background)).isNotEqualTo(dark);
            page.locator(".theme").click();
            assertThat(page.evaluate(background)).isEqualTo(dark);

            byte[] pdf =
                    page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(true));
            assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
            assertThat(page.evaluate(background)).as("after printing").isEqualTo(dark);
        }
    }

    @Test
    void explainsATermOnHoverAndOnFocus() {
        try (Page page = open("shop", ColorScheme.LIGHT)) {
            page.locator("a[href='#def-gini']").first().hover();
            assertThat(page.locator("#tip").innerText()).isEqualTo(Term.GINI.definition());
            page.keyboard().press("Escape");
            assertThat(page.locator("#tip").isVisible()).isFalse();
            page.locator("a[href='#def-p-alive']").first().focus();
            assertThat(page.locator("#tip").innerText()).isEqualTo(Term.P_ALIVE.definition());
        }
    }

    @Test
    void everyLinkLeadsSomewhere() {
        try (Page page = open("shop", ColorScheme.LIGHT)) {
            assertThat(page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
                            + ".filter(href => !document.querySelector(href)).join()"))
                    .isEqualTo("");
        }
    }

    private Page open(String name, ColorScheme scheme) {
        Path file = folder.resolve(name + ".html");
        HtmlReport.write(requireNonNull(REPORTS.get(name), name).get(), file);
        complaints.clear();
        Page page = browser.newPage(
                new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(1280, 900));
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().equals(file.toUri().toString())) {
                complaints.add("requests " + request.url());
            }
        });
        page.navigate(file.toUri().toString());
        return page;
    }
}
