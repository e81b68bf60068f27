package dev.extls.lab;

/** The clear-text lines of one server on one connection, without any connection: what it says to what it hears. */
interface Conversation {
    /** What happens after a reply. */
    enum Then {
        /** The next line is awaited. */
        STAY,
        /** The next bytes are TLS. */
        START_TLS,
        /** The connection is closed. */
        CLOSE
    }

    /**
     * What the server says.
     *
     * @param text one or more lines, each with CRLF
     * @param then what happens next
     */
    record Reply(String text, Then then) {
        static Reply stay(String... lines) {
            return new Reply(String.join("\r\n", lines) + "\r\n", Then.STAY);
        }

        static Reply close(String... lines) {
            return new Reply(String.join("\r\n", lines) + "\r\n", Then.CLOSE);
        }

        static Reply startTls(String line) {
            return new Reply(line + "\r\n", Then.START_TLS);
        }
    }

    /** What the server says first. */
    Reply greeting();

    /**
     * What it says to a line.
     *
     * @param line without its end
     */
    Reply answer(String line);

    /** The same server after TLS has started. */
    Conversation secured();
}
