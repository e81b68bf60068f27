package dev.extls.observation;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.Optional;

/**
 * What a ServerHello or HelloRetryRequest chose.
 *
 * @param version the version chosen
 * @param suite the suite chosen; for SSL 2.0 the first kind that both sides have
 * @param groupCode the key-exchange group, from key_share or ServerKeyExchange; -1 where none was seen
 * @param alpn the protocol chosen by ALPN, or empty
 * @param retried whether the server asked for another key share first (HelloRetryRequest)
 */
public record Selection(ProtocolVersion version, CipherSuite suite, int groupCode, String alpn, boolean retried) {
    /**
     * The group.
     *
     * @return the group, or empty where none was seen
     */
    public Optional<NamedGroup> group() {
        return groupCode < 0 ? Optional.empty() : Optional.of(new NamedGroup(groupCode));
    }
}
