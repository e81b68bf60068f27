package dev.extls.written;

import java.util.List;

/** What a YAML file says at one place: text, a sequence or a mapping. An alias is the very node that its anchor named. */
public sealed interface YamlNode {
    /**
     * Where it begins.
     *
     * @return 1 or more
     */
    int line();

    /**
     * Where it begins in its line.
     *
     * @return 1 or more
     */
    int column();

    /**
     * How many nodes one meets walking through it, aliases followed.
     *
     * @return at least 1
     */
    long weight();

    /**
     * What it is called in a problem.
     *
     * @return such as {@code a list}
     */
    String kind();

    /**
     * Text.
     *
     * @param words the text and where it begins
     * @param column where the node begins, at the quote if there is one
     * @param absent whether it is the plain nothing, {@code ~} or {@code null}
     */
    record Scalar(Words words, int column, boolean absent) implements YamlNode {
        @Override
        public int line() {
            return words.line();
        }

        @Override
        public long weight() {
            return 1;
        }

        @Override
        public String kind() {
            return absent ? "nothing" : Shown.quoted(words.text());
        }
    }

    /**
     * A sequence.
     *
     * @param items in order
     * @param line where it begins
     * @param column where it begins
     * @param weight of all its items and itself
     * @param whole false if the file broke off inside
     */
    record Sequence(List<YamlNode> items, int line, int column, long weight, boolean whole) implements YamlNode {
        /** Copies. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A mapping.
     *
     * @param entries in order, keys may come twice
     * @param line where it begins
     * @param column where it begins
     * @param weight of all its entries and itself
     * @param whole false if the file broke off inside
     */
    record Mapping(List<Entry> entries, int line, int column, long weight, boolean whole) implements YamlNode {
        /** Copies. */
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /**
     * A key and its value.
     *
     * @param key a word
     * @param value anything
     */
    record Entry(Scalar key, YamlNode value) {}
}
