package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Samples;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.testkit.Browser;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import dev.extls.verdict.Verification;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** {@code report.html} in a browser. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before the first test
class ReportPageTest {
    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Path sample;
    private static Path detailed;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start(false);
        sample = page("sample.html", SampleRun.FACTS, SampleRun.judged());
        detailed = page(
                "detailed.html",
                SampleVerification.FACTS,
                judged("a plain text"),
                Optional.of(SampleVerification.of("a plain text")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasComplainedAboutAndNothingLeftTheFile() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith("file://" + folder));
    }

    @Test
    void searchNarrowsTheGridAsOneTypesAndEscapeWidensIt() {
        open(sample);
        assertThat(servers()).hasSize(8);

        browser.type(browser.find("#search"), "EX02 imaps");
        browser.until("document.getElementById('count').textContent === '1 of 8 endpoints'");
        assertThat(servers()).containsExactly("ex02.contoso.test");

        browser.type(browser.find("#search"), "nowhere");
        browser.until("!document.getElementById('nothing').hidden");
        assertThat(servers()).isEmpty();

        browser.press(Keys.ESCAPE);
        browser.until("document.getElementById('count').textContent === '8 endpoints'");
    }

    @ParameterizedTest
    @CsvSource({
        "service, IMAPS, 2",
        "service, TLS, 1",
        "answer, 2YSB, 1",
        "answer, 4N, 1",
        "answer, 4YSB, 4",
        "answer, 5U, 3",
        "label, 0, 1",
        "finding, STARTTLS_NOT_OFFERED, 1"
    })
    void aChoiceLeavesTheRowsThatFit(String field, String value, int left) {
        open(sample);

        browser.find("#" + field + " option[value='" + value + "']").click();

        browser.until("document.getElementById('count').textContent === '" + left + " of 8 endpoints'");
        assertThat(servers()).hasSize(left);
        browser.find("button[type=reset]").click();
        browser.until("document.getElementById('count').textContent === '8 endpoints'");
    }

    @Test
    void verdictsAreChosenByTheirBoxes() {
        open(sample);

        browser.find("[name=verdict][value=F]").click();
        browser.find("[name=verdict][value=U]").click();

        browser.until("document.getElementById('count').textContent === '2 of 8 endpoints'");
        assertThat(browser.visible("#grid tbody .state"))
                .extracting(WebElement::getText)
                .containsOnly("✔ holds");
    }

    @Test
    void aHeadingSortsUpAndDownAndSaysSo() {
        open(sample);

        browser.find("#grid [data-sort=server] button").click();
        assertThat(servers()).isSorted();
        assertThat(browser.find("#grid [data-sort=server]").getAttribute("aria-sort"))
                .isEqualTo("ascending");

        browser.find("#grid [data-sort=server] button").click();
        assertThat(servers()).isSortedAccordingTo((one, other) -> other.compareTo(one));

        browser.find("#grid [data-sort=verdict] button").click();
        assertThat(browser.visible("#grid tbody .state"))
                .extracting(WebElement::getText)
                .containsExactly(
                        "✘ fails", "✘ fails", "? unknown", "? unknown", "? unknown", "? unknown", "✔ holds", "✔ holds");
        assertThat(browser.all("#grid [aria-sort]")).hasSize(1);
    }

    @Test
    void everythingIsReachedByKeys() {
        open(sample);

        browser.press("/");
        assertThat(browser.focused().getAttribute("id")).isEqualTo("search");
        browser.press("mail");
        browser.until("document.getElementById('count').textContent === '1 of 8 endpoints'");

        browser.press(Keys.TAB, Keys.SPACE);
        browser.until("document.getElementById('count').textContent === '0 of 8 endpoints'");

        browser.run("document.getElementById('grid').querySelector('button').focus()");
        browser.press(Keys.ENTER);
        assertThat(browser.find("#grid [data-sort=verdict]").getAttribute("aria-sort"))
                .isEqualTo("ascending");
    }

    @Test
    void theDetailsOfAnEndpointAreOpenedByKeysAndLeadToTheBytesTheyRestOn() {
        open(detailed);
        browser.run("document.querySelector('button.open').focus()");

        browser.press(Keys.ENTER);

        browser.until("document.querySelector('.detail .panel')");
        assertThat(browser.find("button.open").getAttribute("aria-expanded")).isEqualTo("true");
        assertThat(browser.all(".panel h4"))
                .extracting(WebElement::getText)
                .containsExactly(
                        "Rules",
                        "Findings",
                        "Versions",
                        "Suites",
                        "Groups",
                        "Diffie-Hellman parameters",
                        "How it negotiates",
                        "Certificate",
                        "Identity",
                        "Connections");
        assertThat(browser.all(".panel .suites ol li"))
                .extracting(WebElement::getText)
                .containsExactly(
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 ✔ strong",
                        "TLS_RSA_WITH_AES_256_CBC_SHA ~ dated",
                        "TLS_RSA_WITH_3DES_EDE_CBC_SHA ✘ weak");
        assertThat(browser.all(".panel .suites .kind"))
                .extracting(WebElement::getText)
                .containsExactly(
                        "A, 7 of 12 answers (a plain text): 2 suites\nAccepts TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
                                + " TLS_RSA_WITH_AES_256_CBC_SHA\nRefuses TLS_RSA_WITH_3DES_EDE_CBC_SHA",
                        "B, 5 of 12 answers: 1 suite\nAccepts TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\nRefuses"
                                + " TLS_RSA_WITH_AES_256_CBC_SHA\nPerhaps TLS_RSA_WITH_3DES_EDE_CBC_SHA");
        assertThat(browser.find(".panel .certificates").getText()).contains("CN=ex01.contoso.test", "Is for ex05");

        browser.run("document.querySelector('.panel .versions .evidence a[href=\"#o1\"]').focus()");
        browser.press(Keys.ENTER);

        browser.until("document.querySelector('#o1[open] .fields')");
        assertThat(browser.focused().getText()).startsWith("o1 TLS 1.2 by handshake");
        assertThat(browser.find("#o1 .lines").getText()).contains("→ EHLO scanner");
        assertThat(browser.all("#o1 .fields tr"))
                .extracting(WebElement::getText)
                .contains(
                        "61 19 name ex05.contoso.test",
                        "44 2 cipher_suite 0xc02f TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

        browser.run("document.querySelector('button.open').focus()");
        browser.press(Keys.ENTER);
        assertThat(browser.visible(".panel")).isEmpty();
    }

    @Test
    void detailsGoWithTheirRow() {
        open(sample);
        browser.find("#e1 button.open").click();
        browser.until("document.querySelector('.detail .panel')");

        browser.type(browser.find("#search"), "ex02");
        browser.until("document.getElementById('count').textContent === '2 of 8 endpoints'");
        assertThat(browser.visible(".panel")).isEmpty();
        browser.find("button[type=reset]").click();
        browser.until("document.getElementById('count').textContent === '8 endpoints'");
        browser.find("#grid [data-sort=server] button").click();

        assertThat(browser.visible(".panel")).hasSize(1);
        assertThat(browser.run("return document.querySelector('.detail').previousElementSibling.id"))
                .isEqualTo("e1");
    }

    @Test
    void anAddressWithTheNumberOfAnEndpointOpensIt() {
        browser.openAt(sample, "#e2", 1280, 900);

        browser.until("document.querySelector('#e2 + .detail .panel h3')");
        assertThat(browser.find(".panel h3").getText()).isEqualTo("ex02.contoso.test SMTP 25");
        browser.complaints();
    }

    @Test
    void theFirstTabLeadsPastTheHead() {
        open(sample);

        browser.press(Keys.TAB);

        assertThat(browser.focused().getText()).isEqualTo("To the endpoints");
    }

    @Test
    void theThemeIsTheSystemsUntilTheReaderChooses() {
        open(sample);
        assertThat(brightness()).isGreaterThan(600);

        browser.find("#theme").click();
        browser.find("#theme").click();
        assertThat(browser.find("#theme").getText()).isEqualTo("Theme: dark");
        assertThat(brightness()).isLessThan(150);

        open(sample);
        assertThat(brightness()).as("kept").isLessThan(150);
        browser.find("#theme").click();
        assertThat(browser.find("#theme").getText()).isEqualTo("Theme: auto");
        assertThat(brightness()).isGreaterThan(600);
    }

    @ParameterizedTest
    @CsvSource({"400, light", "400, dark", "1280, light", "1280, dark", "2560, light"})
    void axeFindsNothingToComplainAboutAndNothingIsWiderThanTheScreen(int width, String theme) {
        browser.open(detailed, width, 900);
        browser.run(
                "document.documentElement.dataset.theme = arguments[0];"
                        + "for (const one of document.querySelectorAll('details')) one.open = true;"
                        + "document.querySelector('button.open').click();",
                theme);
        browser.until("document.querySelector('.detail .panel')");
        browser.run("for (const one of document.querySelectorAll('details')) one.open = true;");
        browser.until("document.querySelectorAll('.fields').length === 4");

        assertThat(browser.violations()).isEmpty();
        assertThat(
                        browser.run(
                                "const root = document.documentElement; return [root.clientWidth, root.scrollWidth - root.clientWidth]"))
                .satisfies(found -> assertThat(((List<?>) found).get(0)).isIn((long) width, (long) width - 15))
                .satisfies(found -> assertThat(((List<?>) found).get(1)).isEqualTo(0L));
    }

    @Test
    void hostileTextIsText() throws IOException {
        for (String text : List.of(Samples.HOSTILE, "\"'><img src=x onerror=alert(1)><svg onload=alert(2)>")) {
            open(page("hostile" + text.length() + ".html", SampleRun.facts(text), SampleRun.of(text)));

            assertThat(browser.find("#grid .server").getText()).startsWith("x" + text.substring(0, 8));
            assertThat(browser.run("return [document.querySelectorAll('script:not([type=\"text/plain\"])').length,"
                            + " document.images.length]"))
                    .isEqualTo(List.of(1L, 0L));
        }
    }

    @Test
    void hostileTextInDetailsIsText() throws IOException {
        for (String text : List.of(Samples.HOSTILE, "\"'><img src=x onerror=alert(1)></script><svg onload=alert(2)>")) {
            open(page("details" + text.length() + ".html", SampleRun.FACTS, judged(text)));
            browser.find("button.open").click();
            browser.until("document.querySelector('.detail .panel')");
            browser.run("document.querySelector('#o1').open = true");
            browser.until("document.querySelector('#o1 .fields')");

            assertThat(browser.find("#o1 .lines").getText()).contains("220 " + text.substring(0, 8));
            assertThat(browser.run("return [document.querySelectorAll('script:not([type=\"text/plain\"])').length,"
                            + " document.images.length]"))
                    .isEqualTo(List.of(1L, 0L));
        }
    }

    @Test
    void anEmptyRunIsAPageToo() throws IOException {
        open(page("nothing.html", SampleRun.FACTS, SampleRun.nothing()));

        assertThat(browser.find("h1").getText()).isEqualTo("Nothing was scanned, so nothing is known.");
    }

    private static Judged judged(String text) {
        return Judgement.of(List.of(SampleDetails.answers(text)), BuiltInPolicies.TLS12_ENABLED, Samples.START);
    }

    private static void open(Path page) {
        browser.open(page, 1280, 900);
        browser.complaints();
    }

    private static List<String> servers() {
        return browser.visible("#grid tbody .server").stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Red, green and blue of the background together. */
    private static int brightness() {
        String colour = String.valueOf(browser.run("return getComputedStyle(document.body).backgroundColor"));
        return Arrays.stream(colour.replaceAll("[^0-9,]", "").split(",", -1))
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static Path page(String name, RunFacts run, Judged judged) throws IOException {
        return page(name, run, judged, Optional.empty());
    }

    private static Path page(String name, RunFacts run, Judged judged, Optional<Verification> verification)
            throws IOException {
        Path file = folder.resolve(name);
        try (Writer out = Files.newBufferedWriter(file)) {
            HtmlReport.write(out, run, judged, verification, Transcripts.CARRIED);
        }
        return file;
    }
}
