package dev.extls.target;

import dev.extls.written.Problem;
import dev.extls.written.Shown;
import java.util.List;

/** What must hold for any bytes at all: no exception, and every problem printable and with a place. */
final class TargetReaderFuzz {
    private TargetReaderFuzz() {}

    /**
     * Reads the bytes in each of the forms.
     *
     * @param content any bytes
     */
    public static void fuzzerTestOneInput(byte[] content) {
        for (String source : List.of("list", "list.csv", "list.yaml")) {
            for (Problem problem : TargetReader.read(source, content).problems()) {
                String sentence = problem.sentence();
                if (!sentence.codePoints().allMatch(Shown::visible)) {
                    throw new AssertionError("not printable: " + sentence);
                }
            }
        }
    }
}
