package dev.extls.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.observation.Approach;
import dev.extls.observation.MergedRun;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Samples;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.observation.WebPage;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Header HEADER = new Header(
            "extls 0.1.0",
            "3f2a",
            "before",
            Instant.parse("2026-06-01T08:00:00.000000001Z"),
            List.of("10.0.0.5", "fd00::5"),
            Map.of("concurrency", "256", Samples.HOSTILE, Samples.HOSTILE),
            Map.of("TLSv1.3", "handshake", "SSLv2", "hello"),
            Samples.HOSTILE,
            List.of("--polite", Samples.HOSTILE),
            List.of(new MergedRun(
                    "9a1b",
                    "inside",
                    Samples.HOSTILE,
                    "3/8",
                    "extls 0.1.0",
                    Instant.parse("2026-06-01T08:00:00Z"),
                    Instant.parse("2026-06-01T08:10:00.5Z"),
                    Integer.MAX_VALUE + 1L,
                    List.of("10.0.0.5"),
                    Integer.MAX_VALUE + 2L)));
    private static final Beginning BEGINNING = new Beginning(HEADER, new Assignment(false, List.of(), List.of()));

    @TempDir
    private Path folder;

    @Test
    void everyCaseOfAnOutcomeComesBackEqual() throws IOException {
        List<Observation> written = new ArrayList<>();
        for (Outcome outcome : everyOutcome(Samples.HOSTILE)) {
            written.add(Samples.full(written.size() + 1, outcome, Samples.HOSTILE));
        }
        assertThat(written.stream().map(it -> it.outcome().getClass()).distinct())
                .hasSameSizeAs(Outcome.class.getPermittedSubclasses());

        Journal journal = JournalReader.read(journal(written));

        assertThat(journal.problems()).isEmpty();
        assertThat(journal.header()).isEqualTo(HEADER);
        assertThat(journal.observations()).isEqualTo(written);
    }

    @Test
    void everyTroubleAndEveryVersionComesBackEqual() throws IOException {
        List<Observation> written = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            written.add(Samples.full(written.size() + 1, new Outcome.NotReached(trouble, ""), "x"));
        }
        for (ProtocolVersion version : ProtocolVersion.values()) {
            for (Service service : Service.values()) {
                written.add(Samples.observation(
                        written.size() + 1,
                        Samples.endpoint(service, "ex01.contoso.test", "10.0.0.11"),
                        version,
                        Samples.negotiated(version)));
            }
        }

        assertThat(JournalReader.read(journal(written)).observations()).isEqualTo(written);
    }

    @Test
    void aTextOfAMegabyteAndEveryCharacterSurvive() throws IOException {
        StringBuilder every = new StringBuilder();
        for (int c = 0; c <= 0xffff; c++) {
            every.append((char) c);
        }
        String huge = every.toString().repeat(16);
        List<Observation> written = List.of(Samples.full(1, new Outcome.Silent(huge), "x"));

        assertThat(JournalReader.read(journal(written)).observations()).isEqualTo(written);
    }

    @Test
    void everyObservationIsOneLineOfAscii() throws IOException {
        Path file = journal(List.of(Samples.full(1, new Outcome.Closed(), Samples.HOSTILE)));

        byte[] content = Files.readAllBytes(file);

        assertThat(new String(content, StandardCharsets.ISO_8859_1).chars())
                .allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
        assertThat(new String(content, StandardCharsets.US_ASCII).lines()).hasSize(2);
    }

    @Test
    void anObservationIsInTheFileWhileTheJournalIsStillOpen() throws IOException {
        Path file = folder.resolve("open.jsonl");
        Observation observation = Samples.full(1, new Outcome.Reset(), "x");
        try (JournalWriter writer = JournalWriter.create(file, BEGINNING)) {
            writer.append(observation);

            assertThat(JournalReader.read(file).observations()).containsExactly(observation);
        }
    }

    @Test
    void whatWasSeenOfAnEndpointIsFoundAgainWhileTheJournalIsStillOpen() throws IOException {
        Bytes long1 = Bytes.of(new byte[100_000]);
        List<Observation> written = new ArrayList<>();
        for (int number = 1; number <= 60; number++) {
            Observation sample = Samples.full(number, new Outcome.Injected(number % 7 == 0 ? long1 : Bytes.EMPTY), "x");
            written.add(at(number % 3 + 1, sample));
        }
        try (JournalWriter writer = JournalWriter.create(folder.resolve("open.jsonl"), BEGINNING)) {
            for (Observation one : written) {
                writer.append(one);
            }

            for (int door = 1; door <= 3; door++) {
                Endpoint endpoint = at(door, written.get(0)).endpoint();
                assertThat(writer.of(endpoint))
                        .hasSize(20)
                        .isEqualTo(written.stream()
                                .filter(one -> one.endpoint().equals(endpoint))
                                .toList());
            }
            assertThat(writer.of(at(4, written.get(0)).endpoint())).isEmpty();
        }
    }

    @Test
    void aJournalThatIsOnlyGoneThroughSaysTheSameAsOneThatIsRead() throws IOException {
        List<Observation> written = new ArrayList<>();
        for (int number = 1; number <= 30; number++) {
            written.add(at(number % 3 + 1, Samples.full(31 - number, new Outcome.Closed(), "x")));
        }
        Path file = journal(written);
        Files.writeString(file, "damaged\n", StandardOpenOption.APPEND);
        Journal read = JournalReader.read(file);

        try (StoredJournal journal = JournalReader.open(file)) {
            assertThat(journal.header()).isEqualTo(read.header());
            assertThat(journal.endpoints()).isEqualTo(read.endpoints()).hasSize(3);
            assertThat(journal.problems()).isEqualTo(read.problems()).hasSize(1);
            assertThat(journal.lastNumber()).isEqualTo(30);
            for (Endpoint endpoint : journal.endpoints()) {
                assertThat(journal.of(endpoint))
                        .hasSize(10)
                        .isEqualTo(written.stream()
                                .filter(one -> one.endpoint().equals(endpoint))
                                .toList());
            }
        }
    }

    @Test
    void someOfAnEndpointAreReadByTheirIdsWhereverTheIdStandsInTheLine() throws IOException {
        List<Observation> written = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> at(1, Samples.full(number, new Outcome.Closed(), "x")))
                .toList();
        Endpoint endpoint = written.get(0).endpoint();
        Path file = journal(written);
        Path moved = folder.resolve("moved.jsonl");
        Files.writeString(moved, Files.readString(file).replaceAll("(?m)^\\{(\"id\":\"o[0-9]+\"),(.*)\\}$", "{$2,$1}"));
        assertThat(Files.readAllLines(moved)).hasSize(13).noneMatch(line -> line.startsWith("{\"id\":"));

        for (Path each : List.of(file, moved)) {
            try (StoredJournal journal = JournalReader.open(each)) {
                assertThat(journal.of(endpoint, Set.of("o2", "o11", "o99")))
                        .containsExactly(written.get(1), written.get(10));
                assertThat(journal.of(endpoint, Set.of())).isEmpty();
                assertThat(journal.of(at(2, written.get(0)).endpoint(), Set.of("o2")))
                        .isEmpty();
            }
        }
    }

    @Test
    void aJournalKnowsWhatItsRunIsInTimeAndSpaceAlsoWhenItIsGoneOnWith() throws IOException {
        Observation first = at(1, Samples.full(1, new Outcome.Closed(), "x"));
        Observation second = at(2, Samples.full(2, new Outcome.Reset(), "x"));
        Path file = journal(List.of(first));

        try (StoredJournal before = JournalReader.open(file);
                JournalWriter journal = JournalWriter.resume(file, before)) {
            journal.append(second);

            assertThat(before.extent().connections()).isEqualTo(1);
            assertThat(journal.extent().connections()).isEqualTo(2);
            assertThat(journal.extent().ended()).contains(latest(first.ended(), second.ended()));
            assertThat(journal.extent().sourceAddresses())
                    .isEqualTo(before.extent().sourceAddresses());
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    @Test
    void aJournalThatWasCutAnywhereIsGoneOnWith() throws IOException {
        Observation first = at(1, Samples.full(1, new Outcome.Closed(), "x"));
        Observation second = at(1, Samples.full(2, new Outcome.Reset(), "y"));
        Observation third = at(1, Samples.full(3, new Outcome.Closed(), "z"));
        byte[] whole = Files.readAllBytes(journal(List.of(first, second)));
        int firstEnd = indexOf(whole, indexOf(whole, 0) + 1) + 1;
        Path cut = folder.resolve("cut.jsonl");
        for (int length = firstEnd; length <= whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            boolean secondWhole = length >= whole.length - 1;
            List<Observation> expected = secondWhole ? List.of(first, second, third) : List.of(first, third);

            try (JournalWriter journal = JournalWriter.resume(cut, JournalReader.open(cut))) {
                journal.append(third);
                assertThat(journal.of(first.endpoint())).isEqualTo(expected);
            }

            Journal read = JournalReader.read(cut);
            assertThat(read.observations()).as("cut at " + length).isEqualTo(expected);
            assertThat(read.problems()).hasSize(secondWhole || length == firstEnd ? 0 : 1);
        }
    }

    @Test
    void whatWasToBeLookedAtComesBackAndIsWholeOnlyWithItsEnd() throws IOException {
        Assignment assignment = new Assignment(
                List.of(
                        Samples.endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.1"),
                        Samples.endpoint(Service.HTTPS, Samples.HOSTILE, "").at("")),
                List.of("servers.txt:3:5: " + Samples.HOSTILE));
        Path file = folder.resolve("assigned.jsonl");
        try (JournalWriter writer = JournalWriter.create(file, new Beginning(HEADER, assignment))) {
            writer.append(at(1, Samples.full(1, new Outcome.Closed(), "x")));
        }
        byte[] whole = Files.readAllBytes(file);
        int end = 0;
        for (int line = 0; line < 5; line++) {
            end = indexOf(whole, end) + 1;
        }

        assertThat(JournalReader.beginning(file)).isEqualTo(new Beginning(HEADER, assignment));
        for (int length = indexOf(whole, 0); length < end - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(JournalReader.beginning(file).assignment().whole())
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void aRunThatWasKilledHasTheEndpointsThatItDidNotComeTo() throws IOException {
        Endpoint named = Samples.endpoint(Service.SMTP, "ex01.contoso.test", "").at("");
        Endpoint never = Samples.endpoint(Service.SMTP, "ex02.contoso.test", "").at("");
        Observation second = at(2, Samples.full(1, new Outcome.Closed(), "x"));
        Observation first = at(1, Samples.full(2, new Outcome.Closed(), "x"));
        Path file = folder.resolve("killed.jsonl");
        Beginning beginning = new Beginning(HEADER, new Assignment(List.of(never, named), List.of()));
        try (JournalWriter writer = JournalWriter.create(file, beginning)) {
            writer.append(second);
            writer.append(first);
        }

        Journal journal = JournalReader.read(file);

        assertThat(journal.problems()).isEmpty();
        assertThat(journal.endpoints()).containsExactly(never, second.endpoint(), first.endpoint());
    }

    @Test
    void howAConnectionCameAndWhatAPageSaidAreReadBack() throws IOException {
        Observation plain = Samples.full(1, new Outcome.Closed(), "x");
        Observation come = new Observation(
                plain.number(),
                plain.question(),
                plain.endpoint(),
                plain.offer(),
                plain.outcome(),
                plain.started(),
                plain.took(),
                plain.localAddress(),
                plain.learned(),
                plain.certificates(),
                plain.trust(),
                plain.transcript(),
                new Approach("PROXY TCP4 10.0.0.9 10.0.0.11 40312 25 (v2)", "socks5://extls@10.0.0.1:1080"),
                new WebPage(
                        "/owa/healthcheck.htm",
                        200,
                        List.of("X-FEServer: EX01", "X-Hostile: \u0000\ud800\"<"),
                        "200 OK<br/>EX01\r\n\u001b[2J",
                        WebPage.End.TOO_LONG));

        Path file = journal(List.of(come));

        assertThat(JournalReader.read(file).observations()).containsExactly(come);
        assertThat(JournalReader.read(file).observations().get(0).approach()).isEqualTo(come.approach());
        assertThat(JournalReader.read(file).observations().get(0).page()).isEqualTo(come.page());
        assertThat(Files.readAllBytes(file)).as("one line of ASCII").doesNotContain(0x1b);
    }

    private static Observation at(int door, Observation observation) {
        return new Observation(
                observation.number(),
                observation.question(),
                Samples.endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0." + door),
                observation.offer(),
                observation.outcome(),
                observation.started(),
                observation.took(),
                observation.localAddress(),
                observation.learned(),
                observation.certificates(),
                observation.trust(),
                observation.transcript());
    }

    @Test
    void aJournalThatWasCutAnywhereIsReadUpToTheCut() throws IOException {
        List<Observation> written =
                List.of(Samples.full(1, new Outcome.Closed(), "x"), Samples.full(2, new Outcome.Silent("5 s"), "y"));
        byte[] whole = Files.readAllBytes(journal(written));
        int headerEnd = indexOf(whole, 0) + 1;
        int firstEnd = indexOf(whole, headerEnd) + 1;
        Path cut = folder.resolve("cut.jsonl");
        for (int length = headerEnd; length <= whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));

            Journal journal = JournalReader.read(cut);

            boolean secondWhole = length >= whole.length - 1;
            boolean firstWhole = length >= firstEnd - 1;
            assertThat(journal.observations())
                    .as("%d of %d bytes", length, whole.length)
                    .isEqualTo(written.subList(0, secondWhole ? 2 : firstWhole ? 1 : 0));
            boolean between = length == headerEnd || length == firstEnd || length == firstEnd - 1 || secondWhole;
            assertThat(journal.problems()).as("%d bytes", length).hasSize(between ? 0 : 1);
            if (!between) {
                assertThat(journal.problems().get(0))
                        .startsWith("line " + (firstWhole ? 3 : 2))
                        .contains("cut off");
            }
        }
    }

    @Test
    void aDamagedLineIsToldByItsNumberAndTheRestIsRead() throws IOException {
        Observation good = Samples.full(1, new Outcome.Closed(), "x");
        Path file = journal(List.of(good, good, good, good, good, good));
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.US_ASCII));
        lines.set(1, "\u0000\u0000\u0000");
        lines.set(2, lines.get(2).replace("\"CLOSED\"", "\"VANISHED\""));
        lines.set(3, lines.get(3).replace("65535", "65536"));
        lines.set(4, lines.get(4).replace("\"took\"", "\"lasted\""));
        lines.set(5, lines.get(5).replaceAll("\"localAddress\":\"[^\"]+\"", "\"localAddress\":\"here\""));
        Files.write(file, lines, StandardCharsets.US_ASCII);

        Journal journal = JournalReader.read(file);

        assertThat(journal.observations()).containsExactly(good);
        assertThat(journal.problems()).hasSize(5);
        assertThat(journal.problems().get(0)).startsWith("line 2: damaged");
        assertThat(journal.problems().get(1)).startsWith("line 3: damaged").contains("VANISHED");
        assertThat(journal.problems().get(2)).startsWith("line 4: damaged").contains("65536");
        assertThat(journal.problems().get(3)).startsWith("line 5: damaged").contains("took is missing");
        assertThat(journal.problems().get(4)).startsWith("line 6: damaged").contains("localAddress");
    }

    @Test
    void noDamageOfAByteThrows() throws IOException {
        byte[] whole = Files.readAllBytes(journal(List.of(Samples.full(1, new Outcome.Closed(), Samples.HOSTILE))));
        int headerEnd = indexOf(whole, 0) + 1;
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path file = folder.resolve("damaged.jsonl");
        for (int round = 0; round < 1_000; round++) {
            byte[] damaged = whole.clone();
            int at = headerEnd + random.nextInt(damaged.length - headerEnd);
            damaged[at] = (byte) random.nextInt();
            Files.write(file, damaged);

            Journal journal = JournalReader.read(file);

            assertThat(journal.observations().size() + journal.problems().size())
                    .as("seed %d, round %d", seed, round)
                    .isPositive();
        }
    }

    @Test
    void whatHasNoHeaderIsNoJournal() throws IOException {
        Path file = folder.resolve("other");
        for (String content : List.of("", "\n", "{}\n", "[1]\n", "not json", "{\"schema\":\"extls/journal/2\"}\n")) {
            Files.writeString(file, content);

            assertThatThrownBy(() -> JournalReader.read(file))
                    .as(content)
                    .isInstanceOf(NotAJournal.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void anExistingFileIsNeverWrittenOver() throws IOException {
        Path file = journal(List.of());

        assertThatThrownBy(() -> JournalWriter.create(file, BEGINNING)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(JournalReader.read(file).header()).isEqualTo(HEADER);
    }

    @Test
    void linesOfSeveralThreadsDoNotMix() throws Exception {
        Path file = folder.resolve("threads.jsonl");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (JournalWriter writer = JournalWriter.create(file, BEGINNING)) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 100;
                tasks.add(threads.submit(() -> {
                    for (int i = 1; i <= 100; i++) {
                        writer.append(Samples.full(first + i, new Outcome.Silent("z".repeat(2_000)), "x"));
                    }
                    return null;
                }));
            }
            for (Future<?> task : tasks) {
                task.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        Journal journal = JournalReader.read(file);

        assertThat(journal.problems()).isEmpty();
        assertThat(journal.observations().stream().map(Observation::id).distinct())
                .hasSize(400);
    }

    private Path journal(List<Observation> observations) throws IOException {
        Path file = Files.createTempDirectory(folder, "run").resolve("observations.jsonl");
        try (JournalWriter writer = JournalWriter.create(file, BEGINNING)) {
            for (Observation observation : observations) {
                writer.append(observation);
            }
        }
        return file;
    }

    private static int indexOf(byte[] content, int from) {
        int at = from;
        while (content[at] != '\n') {
            at++;
        }
        return at;
    }

    private static List<Outcome> everyOutcome(String text) {
        Selection bare = new Selection(ProtocolVersion.SSL_2_0, new CipherSuite(0x010080), -1, "", false);
        Selection full = new Selection(ProtocolVersion.TLS_1_3, new CipherSuite(0x13ff), 0x11ec, text, true);
        return List.of(
                new Outcome.NotReached(Trouble.THROTTLED, text),
                new Outcome.Injected(Bytes.fromHex("0016")),
                new Outcome.Negotiated(bare),
                new Outcome.Negotiated(full),
                new Outcome.Selected(full, Stop.PEER_ALERT, text),
                new Outcome.Selected(bare, Stop.AS_ASKED, ""),
                new Outcome.Alerted(new Alert(2, 70)),
                new Outcome.Alerted(new Alert(255, 255)),
                new Outcome.Closed(),
                new Outcome.Reset(),
                new Outcome.Sslv2Error(0xffff),
                new Outcome.Silent(text),
                new Outcome.Garbled(text),
                new Outcome.NotOffered(text));
    }
}
