package dev.extls.written;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * YAML text to nodes, from the parser's events: nothing is ever constructed from a tag, depth and aliases are bounded, and what
 * stands before a syntax error is kept.
 *
 * <p>The events come from the parser below Jackson's YAML format, since Jackson tells neither the anchors of scalars nor their
 * style, which the places need.
 */
public final class YamlTree {
    private static final int DEEPEST = 32;

    /** So many nodes may come from following aliases: a few lines can otherwise stand for billions. */
    private static final long MOST_BY_ALIAS = 1_000_000;

    private static final String YAML = "YAML";

    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private long followed;
    private boolean broken;
    private int line = 1;
    private int column = 1;

    private YamlTree(String text, Problems problems) {
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                // snakeyaml-engine fails where the two halves of a character stand on both sides of its buffer's end
                // (StreamReader)
                .setBufferSize(text.length() + 1)
                .setParseComments(false)
                .setUseMarks(true)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * The only document of the text.
     *
     * @param text a whole file
     * @param problems takes the mistakes
     * @return empty if there is none
     */
    public static Optional<YamlNode> read(String text, Problems problems) {
        YamlTree tree = new YamlTree(withoutControls(text, problems), problems);
        return Optional.ofNullable(tree.document());
    }

    private @Nullable YamlNode document() {
        YamlNode root = null;
        boolean second = false;
        Event event = next();
        while (event != null) {
            if (event.getEventId() == Event.ID.DocumentStart && second) {
                problems.add(line, column, "a second YAML document", "one; what follows was not read");
                return root;
            }
            if (event instanceof NodeEvent) {
                root = node(event, 0);
                second = true;
            }
            event = next();
        }
        return root;
    }

    private @Nullable YamlNode node(Event event, int depth) {
        int startLine = line;
        int startColumn = column;
        if (event instanceof AliasEvent alias) {
            return follow(alias.getAlias());
        }
        YamlNode node;
        if (event instanceof ScalarEvent scalar) {
            tellTag(scalar.getTag());
            node = scalar(scalar);
        } else if (depth == DEEPEST) {
            problems.add(line, column, "more than " + DEEPEST + " levels", "a flat list; what follows was not read");
            broken = true;
            return null;
        } else {
            tellTag(((CollectionStartEvent) event).getTag());
            node = event.getEventId() == Event.ID.SequenceStart
                    ? sequence(startLine, startColumn, depth)
                    : mapping(startLine, startColumn, depth);
        }
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        return node;
    }

    private YamlNode sequence(int startLine, int startColumn, int depth) {
        List<YamlNode> items = new ArrayList<>();
        long weight = 1;
        for (Event event = next(); event != null && event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            YamlNode item = node(event, depth + 1);
            if (item != null) {
                items.add(item);
                weight += item.weight();
            }
        }
        return new YamlNode.Sequence(List.copyOf(items), startLine, startColumn, weight, !broken);
    }

    private YamlNode mapping(int startLine, int startColumn, int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        long weight = 1;
        for (Event event = next(); event != null && event.getEventId() != Event.ID.MappingEnd; event = next()) {
            YamlNode key = node(event, depth + 1);
            Event valueEvent = next();
            YamlNode value = valueEvent == null ? null : node(valueEvent, depth + 1);
            if (key != null && !(key instanceof YamlNode.Scalar)) {
                problems.add(key.line(), key.column(), key.kind() + " as key", "a word as key");
            } else if (key instanceof YamlNode.Scalar word && value != null) {
                entries.add(new YamlNode.Entry(word, value));
                weight += 1 + value.weight();
            }
        }
        return new YamlNode.Mapping(List.copyOf(entries), startLine, startColumn, weight, !broken);
    }

    private YamlNode scalar(ScalarEvent event) {
        String text = event.getValue();
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        int quotes = plain ? 0 : 1;
        int width = event.getStartMark().isPresent() && event.getEndMark().isPresent()
                ? event.getEndMark().get().getIndex()
                        - event.getStartMark().get().getIndex()
                : 0;
        boolean straight = event.getScalarStyle() != ScalarStyle.LITERAL
                && event.getScalarStyle() != ScalarStyle.FOLDED
                && width == text.codePointCount(0, text.length()) + 2 * quotes;
        Words words = new Words(text, line, column + (straight ? quotes : 0), straight);
        boolean absent = plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        return new YamlNode.Scalar(words, column, absent);
    }

    private @Nullable YamlNode follow(Anchor anchor) {
        YamlNode named = anchors.get(anchor);
        if (named == null) {
            problems.add(
                    line, column, "the alias " + Shown.quoted("*" + anchor.getValue()), "an anchor of that name above");
            return null;
        }
        followed += named.weight();
        if (followed > MOST_BY_ALIAS) {
            problems.add(line, column, "aliases that stand for more than " + MOST_BY_ALIAS + " entries", "fewer");
            followed -= named.weight();
            return null;
        }
        return named;
    }

    private void tellTag(Optional<String> tag) {
        if (tag.isPresent() && !tag.get().equals("!")) {
            problems.add(line, column, "the tag " + Shown.quoted(tag.get()), "no tags: they mean nothing here");
        }
    }

    private @Nullable Event next() {
        if (broken || problems.full()) {
            broken = true;
            return null;
        }
        try {
            if (!events.hasNext()) {
                return null;
            }
            Event event = events.next();
            event.getStartMark().ifPresent(this::moveTo);
            return event;
        } catch (MarkedYamlEngineException wrong) {
            wrong.getProblemMark().ifPresent(this::moveTo);
            problems.add(line, column, inOneLine(wrong.getProblem()), YAML);
        } catch (YamlEngineException wrong) {
            problems.add(line, column, inOneLine(String.valueOf(wrong.getMessage())), YAML);
        }
        broken = true;
        return null;
    }

    private void moveTo(Mark mark) {
        line = mark.getLine() + 1;
        column = mark.getColumn() + 1;
    }

    private static String inOneLine(String message) {
        StringBuilder line = new StringBuilder();
        message.codePoints().limit(200).map(c -> Shown.visible(c) ? c : ' ').forEach(line::appendCodePoint);
        return line.toString();
    }

    /** YAML 1.2.2 section 5.1 allows no control characters; the parser would stop without telling where. */
    private static String withoutControls(String text, Problems problems) {
        StringBuilder clean = null;
        Cursor cursor = new Cursor(text);
        for (int at = 0; at < text.length() && !problems.full(); at++) {
            char character = text.charAt(at);
            if (character != '\n'
                    && character != '\r'
                    && !Character.isSurrogate(character)
                    && !StreamReader.isPrintable(character)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(at, '\uFFFD');
                cursor.moveTo(at);
                problems.addDamage(
                        cursor.line(),
                        cursor.column(),
                        Shown.characterAt(text, at, text.length()),
                        "YAML, without control characters");
            }
        }
        return clean == null ? text : clean.toString();
    }
}
