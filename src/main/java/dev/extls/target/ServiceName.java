package dev.extls.target;

import dev.extls.written.Place;
import dev.extls.written.Problems;
import dev.extls.written.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The name of a service as the user wrote it; whether there is one is for {@code endpoint} to say.
 *
 * @param name such as {@code SMTP}, not empty
 * @param place where it stands
 */
public record ServiceName(String name, Place place) {
    /** Services side by side, separated by white space, commas or {@code |}. */
    static List<ServiceName> named(Words words, Problems problems) {
        String text = words.text();
        List<ServiceName> names = new ArrayList<>();
        int at = 0;
        int characters = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !separates(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                int column = words.straight() ? words.column() + characters : words.column();
                names.add(new ServiceName(text.substring(at, end), problems.place(words.line(), column)));
            }
            characters += text.codePointCount(at, Math.min(end + 1, text.length()));
            at = end + 1;
        }
        return names;
    }

    private static boolean separates(char character) {
        return Character.isWhitespace(character) || character == ',' || character == '|';
    }
}
