package dev.extls.net;

import dev.extls.net.SessionTicket.Given;
import dev.extls.net.SessionTicket.Hash;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsHash;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A handshake that asks for a session ticket, which BouncyCastle's JSSE cannot: by its low-level client, one version, no credentials, every
 * certificate taken. What a ticket of TLS 1.3 is worth follows from all messages of the handshake, so they are kept until it has come.
 */
final class TicketClient extends DefaultTlsClient {
    private static final int MASTER_SECRET_AT_MOST = 48;

    /** More than a flight with a hundred certificates. */
    private static final int MESSAGES_AT_MOST = Tap.KEPT_BYTES;

    private final Offer offer;
    private final Optional<String> serverName;
    private final Protocol protocol = new Protocol();
    private Bytes messages = Bytes.EMPTY;
    private Optional<Bytes> masterSecret = Optional.empty();
    private Optional<Given> given = Optional.empty();
    private boolean askedForCertificate;
    private boolean finished;

    TicketClient(Offer offer, Optional<String> serverName) {
        super(new BcTlsCrypto(new SecureRandom()));
        this.offer = offer;
        this.serverName = serverName;
    }

    /** Not blocking: bytes are put in and taken out. */
    TlsClientProtocol protocol() {
        return protocol;
    }

    boolean finished() {
        return finished;
    }

    /** Whether a ticket of TLS 1.3 has come; those of earlier versions come before the end. */
    boolean given() {
        return given.isPresent();
    }

    /**
     * The ticket of TLS 1.3 with its key, if one has come and no certificate was asked for, which would stand among the messages.
     *
     * @param hello the message that was sent, the only one: there was no HelloRetryRequest
     */
    Optional<SessionTicket> ticket(Bytes hello, Instant now) {
        if (askedForCertificate || given.isEmpty() || masterSecret.isEmpty()) {
            return Optional.empty();
        }
        Hash hash = context.getSecurityParametersConnection().getPRFHashLength() == 48 ? Hash.SHA_384 : Hash.SHA_256;
        return Optional.of(SessionTicket.of(
                given.get(), masterSecret.get(), hello.plus(messages).plus(ours()), hash, now));
    }

    /** The client's Finished, RFC 8446 section 4.4.4. */
    private Bytes ours() {
        byte[] verifyData = context.getSecurityParametersConnection().getLocalVerifyData();
        return Bytes.of((byte) HandshakeType.finished, (byte) 0, (byte) 0, (byte) verifyData.length)
                .plus(Bytes.of(verifyData));
    }

    @Override
    public ProtocolVersion[] getProtocolVersions() {
        return new ProtocolVersion[] {
            switch (offer.version()) {
                case TLS_1_0 -> ProtocolVersion.TLSv10;
                case TLS_1_1 -> ProtocolVersion.TLSv11;
                case TLS_1_2 -> ProtocolVersion.TLSv12;
                case TLS_1_3 -> ProtocolVersion.TLSv13;
                case SSL_2_0, SSL_3_0 -> throw new IllegalArgumentException("no tickets in " + offer.version());
            }
        };
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return getProtocolVersions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return offer.suites().stream().mapToInt(suite -> suite.code()).toArray();
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete", "NonApiType"}) // so declared there
    protected Vector getSupportedGroups(Vector namedGroupRoles) {
        return new Vector<>(offer.groups().stream().map(NamedGroup::code).toList());
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete", "NullAway", "NonApiType"}) // null for none, as there
    protected Vector getSNIServerNames() {
        return serverName
                .map(name -> new Vector<>(List.of(new ServerName((short) 0, name.getBytes(StandardCharsets.US_ASCII)))))
                .orElse(null);
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete", "NullAway", "NonApiType"}) // null for none, as there
    protected Vector getProtocolNames() {
        return offer.alpn().isEmpty()
                ? null
                : new Vector<>(
                        offer.alpn().stream().map(ProtocolName::asUtf8Encoding).toList());
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes", "JdkObsolete", "NonApiType"}) // so declared there
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        // what our own hello does not ask for is no part of a session that it takes up
        extensions.remove(ExtensionType.encrypt_then_mac);
        extensions.remove(ExtensionType.status_request);
        if (offer.version().before(dev.extls.tls.ProtocolVersion.TLS_1_3)) {
            extensions.put(ExtensionType.session_ticket, TlsUtils.EMPTY_BYTES);
        } else {
            // RFC 8446 section 4.2.9: whoever does not say how a ticket is to be used may be given none; psk_dhe_ke(1)
            extensions.put(ExtensionType.psk_key_exchange_modes, new byte[] {1, 1});
        }
        return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) {
                // certificates are facts, never a reason to stop
            }

            @Override
            @SuppressWarnings("NullAway") // null for none, as there
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                askedForCertificate = true;
                return null;
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        finished = true;
        SecurityParameters parameters = context.getSecurityParametersConnection();
        if (offer.version() == dev.extls.tls.ProtocolVersion.TLS_1_3) {
            masterSecret = Optional.of(Bytes.of(context.getCrypto()
                            .adoptSecret(parameters.getMasterSecret())
                            .extract()))
                    .filter(secret -> secret.length() <= MASTER_SECRET_AT_MOST);
        }
    }

    /** Keeps the messages that come. */
    private final class Protocol extends TlsClientProtocol {
        @Override
        protected void handleHandshakeMessage(short type, HandshakeMessageInput message) throws IOException {
            if (!finished) {
                message.updateHash(new Recorder());
                if (messages.length() > MESSAGES_AT_MOST) {
                    throw new TlsFatalAlert(AlertDescription.internal_error);
                }
            }
            super.handleHandshakeMessage(type, message);
        }

        @Override
        protected void receive13NewSessionTicket(ByteArrayInputStream message) throws IOException {
            TlsUtils.readUint32(message); // ticket_lifetime: it is used at once
            long ageAdd = TlsUtils.readUint32(message);
            Bytes nonce = Bytes.of(TlsUtils.readOpaque8(message));
            Bytes ticket = Bytes.of(TlsUtils.readOpaque16(message, 1));
            TlsUtils.readOpaque16(message);
            assertEmpty(message);
            if (given.isEmpty()) {
                given = Optional.of(new Given(ageAdd, nonce, ticket));
            }
        }
    }

    /**
     * What a hash is given are the messages of the handshake, one after the other, each with its header. A message gives itself to be read, and asks
     * for nothing: {@link HandshakeMessageInput#updateHash}.
     */
    private final class Recorder implements TlsHash {
        @Override
        public void update(byte[] input, int from, int length) {
            byte[] part = new byte[length];
            System.arraycopy(input, from, part, 0, length);
            messages = messages.plus(Bytes.of(part));
        }

        @Override
        public byte[] calculateHash() {
            throw new UnsupportedOperationException();
        }

        @Override
        public TlsHash cloneHash() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void reset() {
            throw new UnsupportedOperationException();
        }
    }
}
