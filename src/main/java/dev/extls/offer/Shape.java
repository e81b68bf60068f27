package dev.extls.offer;

/**
 * In what form a hello goes out. A server, or a box in front of it, may be silent to one form of a question and answer another.
 */
public enum Shape {
    /**
     * As usual. Those of our own, but for SSL, have at least 512 bytes, as those of browsers: some boxes do not answer hellos of 256 to 511
     * (RFC 7685 section 1).
     */
    PLAIN("an ordinary hello"),
    /** At most 255 bytes: fewer suites, groups and signature algorithms, no ALPN. */
    SHORT("a hello of at most 255 bytes"),
    /** No server_name, for servers that refuse names they do not know (RFC 6066 section 3: unrecognized_name). */
    WITHOUT_SERVER_NAME("a hello without server name"),
    /** No extension at all, as before RFC 3546; a hello of our own up to TLS 1.2. */
    WITHOUT_EXTENSIONS("a hello without extensions");

    private final String sentence;

    Shape(String sentence) {
        this.sentence = sentence;
    }

    /**
     * The shape in a few words, lower case, with its article.
     *
     * @return never empty
     */
    public String sentence() {
        return sentence;
    }
}
