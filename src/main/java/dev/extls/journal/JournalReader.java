package dev.extls.journal;

import dev.extls.dialogue.Learned;
import dev.extls.dialogue.Line;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Pace;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.journal.BoundedLines.NumberedLine;
import dev.extls.observation.Approach;
import dev.extls.observation.MergedRun;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.observation.Transcript;
import dev.extls.observation.Trust;
import dev.extls.observation.WebPage;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Reads a journal back exactly; a damaged line becomes a problem with its number, the rest goes on. */
public final class JournalReader {
    private JournalReader() {}

    /**
     * Reads a journal of a short run.
     *
     * @param file the file, of a finished run or of one that was killed
     * @return everything that can be read
     * @throws NotAJournal if the first line is no header that this version reads
     * @throws IOException if the file cannot be read
     */
    public static Journal read(Path file) throws IOException {
        List<Observation> observations = new ArrayList<>();
        Rest rest = goThrough(file, (place, observation) -> observations.add(observation));
        return new Journal(rest.header(), observations, rest.endpoints(), rest.problems());
    }

    /**
     * Goes through a journal of a run of any length, and keeps in memory where its lines are.
     *
     * @param file the file, of a finished run or of one that was killed
     * @return to be closed
     * @throws NotAJournal if the first line is no header that this version reads
     * @throws IOException if the file cannot be read
     */
    public static StoredJournal open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            ObservationLines lines = new ObservationLines(file, channel);
            Rest rest = goThrough(file, lines::add);
            return new StoredJournal(channel, rest.header(), lines, rest.endpoints(), rest.mistakes(), rest.problems());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What a journal says beside its observations. */
    private record Rest(Header header, List<Endpoint> endpoints, List<String> mistakes, List<String> problems) {}

    private interface ObservationSink {
        void observed(long place, Observation observation);
    }

    /** An endpoint, and the number of the first observation of it. */
    private record FirstSeen(long number, Endpoint endpoint) {}

    private static Rest goThrough(Path file, ObservationSink sink) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            BoundedLines lines = new BoundedLines(in);
            Header header = header(file, lines);
            Map<String, FirstSeen> first = new LinkedHashMap<>();
            List<String> problems = new ArrayList<>();
            Map<String, Endpoint> listed = new LinkedHashMap<>();
            AssignmentLines assignment = new AssignmentLines();
            ObservationSink noting = (place, observation) -> {
                first.merge(
                        observation.endpoint().key(),
                        new FirstSeen(observation.number(), observation.endpoint()),
                        (one, other) -> other.number() < one.number() ? other : one);
                sink.observed(place, observation);
            };
            for (Optional<NumberedLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                read(line.get(), noting, listed, assignment, problems);
            }
            List<Endpoint> seen = first.values().stream()
                    .sorted(Comparator.comparingLong(FirstSeen::number))
                    .map(FirstSeen::endpoint)
                    .toList();
            if (listed.isEmpty()) {
                inOrder(assignment.read(), seen).forEach(endpoint -> listed.putIfAbsent(endpoint.key(), endpoint));
            }
            seen.forEach(endpoint -> listed.putIfAbsent(endpoint.key(), endpoint));
            return new Rest(
                    header, List.copyOf(listed.values()), assignment.read().mistakes(), problems);
        }
    }

    /**
     * Reads what a journal says before its first observation.
     *
     * @param file the file, of a finished run or of one that was killed
     * @return how the run began
     * @throws NotAJournal if the first line is no header that this version reads
     * @throws IOException if the file cannot be read
     */
    public static Beginning beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            BoundedLines lines = new BoundedLines(in);
            Header header = header(file, lines);
            AssignmentLines assignment = new AssignmentLines();
            for (Optional<NumberedLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                try {
                    if (!assigned(JsonTree.read(line.get().text()), assignment)) {
                        break;
                    }
                } catch (JacksonException | DamagedLine | IllegalArgumentException e) {
                    break; // told by whoever reads the whole journal; the assignment is not whole then
                }
            }
            return new Beginning(header, assignment.read());
        }
    }

    /** What was assigned, each door of a host in its place, and the host itself where nothing was seen of it. */
    private static List<Endpoint> inOrder(Assignment assignment, List<Endpoint> seen) {
        Map<String, List<Endpoint>> byHost = new HashMap<>();
        for (Endpoint door : seen) {
            byHost.computeIfAbsent(door.at("").key(), first -> new ArrayList<>())
                    .add(door);
        }
        return assignment.endpoints().stream()
                .flatMap(one -> byHost.getOrDefault(one.at("").key(), List.of(one)).stream())
                .toList();
    }

    /** Whether a line belongs to the assignment. */
    private static boolean assigned(Fields line, AssignmentLines assignment) throws DamagedLine {
        if (line.has(AssignmentLines.ENDPOINT)) {
            assignment.endpoint(endpoint(line.fields("endpoint")));
        } else if (line.has(AssignmentLines.MISTAKE)) {
            assignment.mistake(line.text(AssignmentLines.MISTAKE));
        } else if (line.has(AssignmentLines.END)) {
            assignment.end(line.number(AssignmentLines.END), line.number(AssignmentLines.MISTAKES));
        } else {
            return false;
        }
        return true;
    }

    private static Header header(Path file, BoundedLines lines) throws IOException {
        NumberedLine first = lines.next().orElseThrow(() -> new NotAJournal(file + " is empty"));
        try {
            Fields header = JsonTree.read(first.text());
            String schema = header.text("schema");
            if (!schema.equals(Header.SCHEMA)) {
                throw new NotAJournal(file + ": the schema is " + schema + ", expected " + Header.SCHEMA);
            }
            return new Header(
                    header.text("tool"),
                    header.text("runId"),
                    header.text("runName"),
                    Instant.parse(header.text("started")),
                    header.texts("sourceAddresses"),
                    header.textByName("options"),
                    header.textByName("offers"),
                    header.has("vantage") ? header.text("vantage") : header.text("runName"),
                    header.has("arguments") ? header.texts("arguments") : List.of(),
                    header.has("merged") ? merged(header.objects("merged")) : List.of());
        } catch (JacksonException | DamagedLine | IllegalArgumentException | DateTimeException e) {
            throw new NotAJournal(file + ", line 1: no journal header (" + reason(e) + ")");
        }
    }

    private static void read(
            NumberedLine line,
            ObservationSink sink,
            Map<String, Endpoint> listed,
            AssignmentLines assignment,
            List<String> problems) {
        if (line.tooLong()) {
            problems.add(
                    "line " + line.number() + ": longer than " + BoundedLines.LONGEST_LINE_BYTES + " bytes, skipped");
            return;
        }
        try {
            Fields tree = JsonTree.read(line.text());
            if (tree.has("listed")) {
                Endpoint endpoint = endpoint(tree.fields("endpoint"));
                listed.put(endpoint.key(), endpoint);
            } else if (!assigned(tree, assignment)) {
                sink.observed(line.place(), observation(tree));
            }
        } catch (JacksonException | DamagedLine | IllegalArgumentException | DateTimeException e) {
            problems.add("line " + line.number() + ": "
                    + (line.ended()
                            ? "damaged, skipped (" + reason(e) + ")"
                            : "cut off, as when a run is killed; skipped"));
        }
    }

    /** One line that was written as an observation. */
    static Observation observation(Path file, String line) throws IOException {
        try {
            return observation(JsonTree.read(line));
        } catch (JacksonException | DamagedLine | IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " is not any more what was written: " + reason(e), e);
        }
    }

    private static Observation observation(Fields line) throws DamagedLine {
        Fields trust = line.fields("trust");
        List<Bytes> certificates =
                line.texts("certificates").stream().map(Bytes::fromHex).toList();
        return new Observation(
                number(line.text("id")),
                Question.valueOf(line.text("question")),
                endpoint(line.fields("endpoint")),
                offer(line.fields("offer")),
                OutcomeLine.read(line.fields("outcome")),
                Instant.parse(line.text("started")),
                Duration.parse(line.text("took")),
                localAddress(line.text("localAddress")),
                learned(line.fields("learned")),
                certificates,
                new Trust(Trust.Kind.valueOf(trust.text("kind")), trust.text("detail")),
                transcript(line.fields("transcript")),
                line.has("approach") ? approach(line.fields("approach")) : Approach.DIRECT,
                line.has("page") ? page(line.fields("page")) : WebPage.NOT_ASKED);
    }

    private static Approach approach(Fields approach) throws DamagedLine {
        return new Approach(approach.text("header"), approach.text("proxy"));
    }

    private static WebPage page(Fields page) throws DamagedLine {
        return new WebPage(
                page.text("path"),
                page.number("status"),
                page.texts("headers"),
                page.text("body"),
                WebPage.End.valueOf(page.text("end")));
    }

    private static String localAddress(String local) throws DamagedLine {
        if (!local.isEmpty() && local.indexOf(':') < 0) {
            throw new DamagedLine("localAddress is no address and port");
        }
        return local;
    }

    private static long number(String id) throws DamagedLine {
        if (!id.matches("o[1-9][0-9]{0,17}")) {
            throw new DamagedLine("id is no o1, o2, ...");
        }
        return Long.parseLong(id, 1, id.length(), 10);
    }

    private static List<MergedRun> merged(List<Fields> runs) throws DamagedLine {
        List<MergedRun> merged = new ArrayList<>();
        for (Fields run : runs) {
            merged.add(new MergedRun(
                    run.text("id"),
                    run.text("name"),
                    run.text("vantage"),
                    run.text("shard"),
                    run.text("tool"),
                    Instant.parse(run.text("started")),
                    Instant.parse(run.text("ended")),
                    run.longNumber("connections"),
                    run.texts("sourceAddresses"),
                    run.longNumber("idOffset")));
        }
        return merged;
    }

    private static Endpoint endpoint(Fields endpoint) throws DamagedLine {
        return new Endpoint(
                endpoint.text("target"),
                Service.valueOf(endpoint.text("service")),
                endpoint.text("serverName"),
                endpoint.text("host"),
                endpoint.text("address"),
                endpoint.number("port"),
                endpoint.textByName("labels"),
                endpoint.text("pool"),
                Role.valueOf(endpoint.text("role")),
                endpoint.has("pace") ? pace(endpoint.fields("pace")) : Pace.OF_THE_RUN,
                endpoint.has("vantage") ? endpoint.text("vantage") : "");
    }

    private static Pace pace(Fields pace) throws DamagedLine {
        return new Pace(pace.number("atOnce"), Duration.parse(pace.text("gap")));
    }

    private static Offer offer(Fields offer) throws DamagedLine {
        List<ProtocolVersion> lower = new ArrayList<>();
        for (String label : offer.texts("lower")) {
            lower.add(Fields.versionOf(label));
        }
        return new Offer(
                Way.valueOf(offer.text("way")),
                offer.version("version"),
                lower,
                offer.numbers("suites").stream().map(CipherSuite::new).toList(),
                offer.numbers("groups").stream().map(NamedGroup::new).toList(),
                offer.texts("alpn"),
                Shape.valueOf(offer.text("shape")),
                offer.has("extras") ? extras(offer.fields("extras")) : Extras.NONE);
    }

    private static Extras extras(Fields extras) throws DamagedLine {
        return new Extras(
                extras.bytes("sessionId"),
                extras.has("ticket") ? Optional.of(extras.bytes("ticket")) : Optional.empty(),
                extras.numbers("compressions"),
                extras.flag("fallback"),
                KeyShares.valueOf(extras.text("keyShares")),
                extras.numbers("signatureSchemes"));
    }

    private static Learned learned(Fields learned) throws DamagedLine {
        return new Learned(
                learned.text("greeting"),
                learned.text("name"),
                learned.text("seenAddress"),
                learned.texts("capabilities"));
    }

    private static Transcript transcript(Fields transcript) throws DamagedLine {
        List<Line> lines = new ArrayList<>();
        for (Fields line : transcript.objects("lines")) {
            lines.add(new Line(line.flag("ours"), line.text("text")));
        }
        return new Transcript(lines, transcript.bytes("sent"), transcript.bytes("received"), transcript.flag("cut"));
    }

    private static String reason(Exception e) {
        String reason = e instanceof JacksonException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
        return reason.length() <= 200 ? reason : reason.substring(0, 200) + "...";
    }
}
