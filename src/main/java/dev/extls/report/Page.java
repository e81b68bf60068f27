package dev.extls.report;

import dev.extls.endpoint.Service;
import dev.extls.verdict.Judged;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.Pool;
import dev.extls.verdict.Standing;
import dev.extls.verdict.Verdict;
import dev.extls.verdict.Verification;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What {@code report.jte} shows of a run; every text has passed {@link Escaped#forPaper}. */
final class Page {
    /** A browser gets slow with more; the worst are shown, and the page says that it is not all. */
    static final int MOST_ROWS = 5000;

    /** A longer choice helps nobody; the search finds the rest. */
    private static final int MOST_LABELS = 400;

    private static final int MOST_STEPS = 100;

    /** Rows that are made at once: work for some threads, and little memory. */
    private static final int ROWS_AT_ONCE = 64;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final RunFacts run;
    private final Judged judged;
    private final List<Integer> shown;
    private final RunPictures pictures;
    private final Map<String, Integer> labels;
    private final PageDetails details;
    private final Optional<PageVerification> verification;
    private final List<PagePool> pools;

    Page(RunFacts run, Judged judged, Optional<Verification> verification, Transcripts transcripts) {
        this.run = run;
        this.judged = judged;
        this.verification = verification.map(known -> PageVerification.of(known, run));
        details = new PageDetails(transcripts, judged.at());
        shown = WorstFirst.of(judged.standings()).stream().limit(MOST_ROWS).toList();
        pools = pools(judged.pools());
        pictures = RunPictures.of(run, judged.endpoints());
        labels = new LinkedHashMap<>();
        shown.stream()
                .flatMap(place -> judged.standings().get(place).endpoint().labels().entrySet().stream())
                .map(PageRow::label)
                .distinct()
                .sorted()
                .limit(MOST_LABELS)
                .forEach(label -> labels.put(label, labels.size()));
    }

    /** What the run comes to: whether a change is confirmed where that was the question, else whether the rules hold. */
    Sign state() {
        return verification.map(PageVerification::sign).orElseGet(() -> Sign.of(judged.state()));
    }

    /** The same in one sentence. */
    String headline() {
        return verification.map(PageVerification::headline).orElseGet(this::verdict);
    }

    /** The verdict of the policy in one sentence. */
    String verdict() {
        int all = size();
        if (all == 0) {
            return "Nothing was scanned, so nothing is known.";
        }
        String unknown = endpoints(Verdict.State.UNKNOWN) + " stayed unknown";
        String waived = count(Verdict.State.WAIVED) > 0 ? ", " + endpoints(Verdict.State.WAIVED) + " by a waiver" : "";
        return switch (judged.state()) {
            case FAILS ->
                endpoints(Verdict.State.FAILS) + " of " + counted(all)
                        + (count(Verdict.State.FAILS) == 1 ? " fails" : " fail")
                        + (count(Verdict.State.UNKNOWN) > 0 ? ", " + unknown : "") + ".";
            case UNKNOWN ->
                count(Verdict.State.UNKNOWN) == 0
                        ? "No rule of the policy was held against anything, so nothing is known."
                        : "No endpoint fails, but " + endpoints(Verdict.State.UNKNOWN) + " of " + counted(all)
                                + " stayed unknown.";
            case HOLDS ->
                count(Verdict.State.NOT_APPLICABLE) == 0
                        ? (all == 1 ? "The endpoint holds" : "All " + counted(all) + " hold") + waived + "."
                        : number(count(Verdict.State.HOLDS) + count(Verdict.State.WAIVED)) + " of " + counted(all)
                                + " hold" + waived + "; no rule applies to the others.";
        };
    }

    String policy() {
        return Escaped.forPaper(judged.policy().name());
    }

    /** What became of a change; empty where that was not the question. */
    Optional<PageVerification> verification() {
        return verification;
    }

    List<PageRule> rules() {
        return judged.tallies().stream().map(PageRule::of).toList();
    }

    List<PageStep> steps() {
        return judged.nextSteps().stream().limit(MOST_STEPS).map(PageStep::of).toList();
    }

    private static List<PagePool> pools(List<Pool> all) {
        List<PagePool> shown = new ArrayList<>();
        int nodes = 0;
        for (Pool pool : all) {
            nodes += pool.services().stream()
                    .mapToInt(service ->
                            service.virtuals().size() + service.members().size())
                    .sum();
            if (nodes > PagePool.MOST_NODES && !shown.isEmpty()) {
                break;
            }
            shown.add(PagePool.of(pool));
        }
        return shown;
    }

    /** Those of which members are on the list. */
    List<PagePool> pools() {
        return pools;
    }

    /** How many pools are not shown. */
    int poolsLeft() {
        return judged.pools().size() - pools.size();
    }

    /** Where nodes were counted. */
    List<PageCounted> counted() {
        return judged.counted().stream()
                .limit(PageCounted.MOST)
                .map(PageCounted::of)
                .toList();
    }

    String name() {
        return Escaped.forPaper(run.title());
    }

    String id() {
        return Escaped.forPaper(run.id());
    }

    String tool() {
        return Escaped.forPaper(run.tool());
    }

    String started() {
        return UTC.format(run.started());
    }

    String ended() {
        return UTC.format(run.ended());
    }

    String judgedAt() {
        return UTC.format(judged.at());
    }

    /** How long the run took, in words. */
    String took() {
        return words(Duration.between(run.started(), run.ended()));
    }

    String sourceAddresses() {
        return run.sourceAddresses().stream().limit(16).map(Escaped::forPaper).collect(Collectors.joining(", "));
    }

    int size() {
        return judged.standings().size();
    }

    long servers() {
        return judged.standings().stream().map(Standing::label).distinct().count();
    }

    long connections() {
        return run.connections();
    }

    /**
     * The endpoints of one verdict.
     *
     * @param sign of the verdict
     * @param number of endpoints, in digits
     */
    record Share(Sign sign, String number) {}

    /** Worst first; those that nobody is missing are left out where there are none. */
    List<Share> shares() {
        return List.of(
                        Verdict.State.FAILS,
                        Verdict.State.UNKNOWN,
                        Verdict.State.WAIVED,
                        Verdict.State.HOLDS,
                        Verdict.State.NOT_APPLICABLE)
                .stream()
                .filter(state ->
                        count(state) > 0 || (state != Verdict.State.WAIVED && state != Verdict.State.NOT_APPLICABLE))
                .map(state -> new Share(Sign.of(state), endpoints(state)))
                .toList();
    }

    List<VersionBar> versions() {
        return pictures.versions();
    }

    RunTimeline timeline() {
        return pictures.timeline();
    }

    List<PageFindings> findings() {
        return PageFindings.of(judged.findings(), judged.findingsLeft());
    }

    /** Services of the run with how many endpoints each has, in the order of {@link Service}. */
    Map<Service, Long> services() {
        return judged.standings().stream()
                .collect(Collectors.groupingBy(one -> one.endpoint().service(), TreeMap::new, Collectors.counting()));
    }

    /** Every label that rows are filtered by. */
    Iterable<String> labels() {
        return labels.keySet();
    }

    /** Places of a row's labels among {@link #labels}. */
    String labelNumbers(PageRow row) {
        return row.labels().stream()
                .map(labels::get)
                .filter(number -> number != null)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    /** How many endpoints have no row. */
    int left() {
        return size() - shown.size();
    }

    /** The rows, made as they are asked for. */
    Iterable<PageRow> rows() {
        return () -> IntStream.iterate(0, from -> from < shown.size(), from -> from + ROWS_AT_ONCE)
                .boxed()
                .flatMap(from -> rows(from, Math.min(shown.size(), from + ROWS_AT_ONCE)))
                .iterator();
    }

    private Stream<PageRow> rows(int from, int to) {
        List<JudgedEndpoint> endpoints =
                shown.subList(from, to).stream().map(judged.endpoints()::get).toList();
        List<String> packed = details.of(endpoints);
        return IntStream.range(from, to).mapToObj(row -> row(row, endpoints.get(row - from), packed.get(row - from)));
    }

    private PageRow row(int row, JudgedEndpoint endpoint, String packed) {
        int place = shown.get(row);
        boolean again = row > 0
                && alike(
                        judged.standings().get(shown.get(row - 1)),
                        judged.standings().get(place));
        return PageRow.of(place + 1, endpoint, again, judged.at(), packed);
    }

    /** Whether two rows would say the same of their servers. */
    private static boolean alike(Standing one, Standing other) {
        return one.label().equals(other.label())
                && one.endpoint().labels().equals(other.endpoint().labels());
    }

    private long count(Verdict.State state) {
        return judged.standings().stream().filter(one -> one.state() == state).count();
    }

    private String endpoints(Verdict.State state) {
        return number(count(state));
    }

    private static String counted(int endpoints) {
        return number(endpoints) + (endpoints == 1 ? " endpoint" : " endpoints");
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String words(Duration duration) {
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toHours() == 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
