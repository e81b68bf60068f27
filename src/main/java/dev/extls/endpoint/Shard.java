package dev.extls.endpoint;

import dev.extls.written.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a list that one of several machines scans. Which part an endpoint belongs to follows from what it is, not from its place
 * in the list: the first eight bytes of the SHA-256 of its {@link Endpoint#key() key} in UTF-8, as an unsigned number, modulo the
 * number of parts. An endpoint is taken as the list names it, before its host is looked up, so that all addresses of a name stay
 * together.
 *
 * @param number 1 to {@code of}
 * @param of how many parts there are, 1 to {@value #MOST}
 */
public record Shard(int number, int of) {
    /** More parts are a mistake. */
    public static final int MOST = 100_000;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    /** Checks. */
    public Shard {
        if (of < 1 || of > MOST || number < 1 || number > of) {
            throw new IllegalArgumentException("no part " + number + " of " + of);
        }
    }

    /**
     * Reads {@code 3/8}.
     *
     * @param text any text
     * @return the shard, or empty if the text names none
     */
    public static Optional<Shard> of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(parts.group(1));
        int of = Integer.parseInt(parts.group(2));
        return of < 1 || of > MOST || number < 1 || number > of ? Optional.empty() : Optional.of(new Shard(number, of));
    }

    /**
     * Whether an endpoint belongs to this part.
     *
     * @param endpoint as the list names it
     * @return true for exactly one of the parts
     */
    public boolean takes(Endpoint endpoint) {
        byte[] digest = sha256().digest(endpoint.key().getBytes(StandardCharsets.UTF_8));
        return Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), of) == number - 1;
    }

    /**
     * This part of a list; mistakes and what is named twice stay those of the whole.
     *
     * @param list the whole
     * @return its endpoints of this part, in the order of the list
     */
    public Expanded of(Expanded list) {
        List<Endpoint> endpoints = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (int at = 0; at < list.endpoints().size(); at++) {
            if (takes(list.endpoints().get(at))) {
                endpoints.add(list.endpoints().get(at));
                places.add(list.places().get(at));
            }
        }
        return new Expanded(endpoints, places, list.problems(), list.merged());
    }

    /** {@code 3/8}. */
    @Override
    public String toString() {
        return number + "/" + of;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
