package dev.extls.net;

import java.util.Optional;

/**
 * What became of a question.
 *
 * @param reply the best that came back
 * @param silence what was seen where nothing came back, in words
 */
record DnsAnswer(Optional<DnsReply> reply, String silence) {
    static DnsAnswer of(DnsReply reply) {
        return new DnsAnswer(Optional.of(reply), "");
    }

    static DnsAnswer none(String silence) {
        return new DnsAnswer(Optional.empty(), silence);
    }
}
