package dev.extls.target;

import java.util.List;

/** What a YAML file says at one place: text, a sequence or a mapping. An alias is the very node that its anchor named. */
sealed interface YamlNode {
    int line();

    int column();

    /** How many nodes one meets walking through it, aliases followed; at least 1. */
    long weight();

    /** What it is called in a problem. */
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
     * @param whole false if the file broke off inside
     */
    record Sequence(List<YamlNode> items, int line, int column, long weight, boolean whole) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A mapping.
     *
     * @param entries in order, keys may come twice
     * @param whole false if the file broke off inside
     */
    record Mapping(List<Entry> entries, int line, int column, long weight, boolean whole) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, YamlNode value) {}
}
