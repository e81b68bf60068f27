package dev.extls.net;

import dev.extls.tls.Bytes;
import dev.extls.wire.ClientHello;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A ticket of TLS 1.3 and what a client needs to name it in a hello, RFC 8446 sections 4.2.11 and 4.6.1. The key belongs to a session in which
 * nothing was said.
 *
 * @param ticket as the server gave it
 * @param ageAdd ticket_age_add
 * @param key the pre-shared key that belongs to it
 * @param hash of the suite of the session
 * @param received when it came
 */
record SessionTicket(Bytes ticket, long ageAdd, Bytes key, Hash hash, Instant received) {
    /** The hashes of the suites of TLS 1.3, RFC 8446 appendix B.4. */
    enum Hash {
        /** SHA-256. */
        SHA_256("SHA-256", "HmacSHA256", 32),
        /** SHA-384. */
        SHA_384("SHA-384", "HmacSHA384", 48);

        private final String digest;
        private final String mac;
        private final int length;

        Hash(String digest, String mac, int length) {
            this.digest = digest;
            this.mac = mac;
            this.length = length;
        }

        Bytes of(Bytes text) {
            try {
                return Bytes.of(MessageDigest.getInstance(digest).digest(text.toArray()));
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing); // every Java platform has them
            }
        }

        Bytes mac(Bytes key, Bytes text) {
            try {
                Mac computed = Mac.getInstance(mac);
                computed.init(new SecretKeySpec(key.toArray(), mac));
                return Bytes.of(computed.doFinal(text.toArray()));
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }

        /** HKDF-Expand-Label for no more than one block, RFC 8446 section 7.1 and RFC 5869 section 2.3. */
        Bytes expanded(Bytes secret, String label, Bytes context) {
            byte[] full = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
            Bytes information = Bytes.of((byte) 0, (byte) length, (byte) full.length)
                    .plus(Bytes.of(full))
                    .plus(Bytes.of((byte) context.length()))
                    .plus(context);
            return mac(secret, information.plus(Bytes.of((byte) 1)));
        }
    }

    /**
     * The ticket with the key that its session gives it: resumption_master_secret (RFC 8446 section 7.1) and its nonce (section 4.6.1).
     *
     * @param given as the server sent it
     * @param masterSecret of the session
     * @param handshake all messages up to the client's Finished
     * @param received when it came
     */
    static SessionTicket of(Given given, Bytes masterSecret, Bytes handshake, Hash hash, Instant received) {
        Bytes resumption = hash.expanded(masterSecret, "res master", hash.of(handshake));
        return new SessionTicket(
                given.ticket(), given.ageAdd(), hash.expanded(resumption, "resumption", given.nonce()), hash, received);
    }

    /**
     * What a NewSessionTicket says.
     *
     * @param ageAdd ticket_age_add
     * @param nonce ticket_nonce
     * @param ticket the ticket
     */
    record Given(long ageAdd, Bytes nonce, Bytes ticket) {}

    /** The hello with the ticket in it, behind everything else (RFC 8446 section 4.2.11), and with the binder that belongs to it. */
    ClientHello namedIn(ClientHello hello, Instant now) {
        ClientHello unbound = with(hello, now, Bytes.of(new byte[hash.length]));
        Bytes message = unbound.message();
        // RFC 8446 section 4.2.11.2: up to and without the list of binders
        Bytes truncated = message.slice(0, message.length() - (2 + 1 + hash.length));
        Bytes early = hash.mac(Bytes.of(new byte[hash.length]), key);
        Bytes binderKey = hash.expanded(early, "res binder", hash.of(Bytes.EMPTY));
        Bytes finishedKey = hash.expanded(binderKey, "finished", Bytes.EMPTY);
        return with(hello, now, hash.mac(finishedKey, hash.of(truncated)));
    }

    private ClientHello with(ClientHello hello, Instant now, Bytes binder) {
        long age = Math.max(0, Duration.between(received, now).toMillis());
        List<Extension> extensions = new ArrayList<>(hello.extensions());
        extensions.add(Extensions.preSharedKey(ticket, age + ageAdd, binder));
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                hello.suites(),
                hello.compressions(),
                extensions);
    }
}
