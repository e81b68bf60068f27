package dev.extls.net;

import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ServerAnswer;
import dev.extls.wire.ServerHello;
import dev.extls.wire.Sslv2Answer;
import dev.extls.wire.Sslv2ServerHello;
import java.util.List;
import java.util.Optional;

/**
 * What the raw bytes in the tap say about an offer. Pure: the same bytes give the same outcome, whoever carried them.
 *
 * @param offer what was asked
 * @param sslv2 the reading of an answer to an SSL 2.0 hello, or empty
 * @param tls the reading as TLS; of nothing, where the answer is in the form of SSL 2.0
 */
record TlsAnswer(Offer offer, Optional<Sslv2Answer> sslv2, ServerAnswer tls) {
    static TlsAnswer read(Offer offer, Bytes received) {
        if (offer.version() != ProtocolVersion.SSL_2_0) {
            return new TlsAnswer(offer, Optional.empty(), ServerAnswer.read(received));
        }
        Sslv2Answer old = Sslv2Answer.read(received);
        return new TlsAnswer(offer, Optional.of(old), old.tls().orElseGet(() -> ServerAnswer.read(Bytes.EMPTY)));
    }

    /** Whether more bytes could not change what a hello is after: the choice, the certificates and the group. */
    boolean whole() {
        if (sslv2.isPresent() && sslv2.get().state() != Sslv2Answer.State.TLS) {
            return sslv2.get().state() != Sslv2Answer.State.INCOMPLETE || closedByAlert();
        }
        return switch (tls.state()) {
            case INCOMPLETE -> closedByAlert();
            case ALERTED, NOT_TLS -> true;
            case HELLO ->
                tls.helloDone()
                        || tls.encryptionBegun() // a session is taken up: RFC 5246 section 7.3
                        || !tls.problem().isEmpty()
                        || tls.fatalAlert().isPresent()
                        || unoffered().isPresent()
                        || tls.hello().flatMap(ServerHello::version).equals(Optional.of(ProtocolVersion.TLS_1_3));
        };
    }

    /** Whether the server has chosen, so that what is still missing is only detail. */
    boolean chosen() {
        return tls.state() == ServerAnswer.State.HELLO;
    }

    /** The chain that crossed the wire in clear, leaf first; empty in TLS 1.3. */
    List<Bytes> certificates() {
        return sslv2.flatMap(Sslv2Answer::hello)
                .map(Sslv2ServerHello::certificate)
                .filter(certificate -> certificate.length() > 0)
                .map(List::of)
                .orElse(tls.certificates());
    }

    /** What the server chose, if that is something that was offered. */
    Optional<Selection> selection() {
        Optional<Sslv2ServerHello> old = sslv2.flatMap(Sslv2Answer::hello);
        if (old.isPresent()) {
            return old.get().kinds().stream()
                    .filter(offer.suites()::contains)
                    .findFirst()
                    .map(kind -> new Selection(ProtocolVersion.SSL_2_0, kind, -1, "", false));
        }
        return unoffered().isPresent() ? Optional.empty() : tls.hello().flatMap(this::selection);
    }

    private Optional<Selection> selection(ServerHello hello) {
        ServerHello last = tls.secondHello().orElse(hello);
        int group = last.group()
                .or(hello::group)
                .or(tls::keyExchangeGroup)
                .map(NamedGroup::code)
                .orElse(-1);
        return hello.version()
                .map(version -> new Selection(
                        version, hello.suite(), group, last.alpn().orElse(""), hello.helloRetryRequest()));
    }

    /** What the server chose though it was not offered: its answer then belongs to some other question. */
    private Optional<String> unoffered() {
        Optional<ServerHello> hello = tls.hello();
        if (hello.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProtocolVersion> version = hello.get().version();
        if (version.isEmpty()) {
            return Optional.of(String.format(
                    "the ServerHello chose the unknown version 0x%04x",
                    hello.get().versionCode()));
        }
        if (offer.version() == ProtocolVersion.SSL_2_0 || offer.version().before(version.get())) {
            return Optional.of("the ServerHello chose " + version.get().label() + ", which was not offered");
        }
        CipherSuite suite = hello.get().suite();
        if (!offer.suites().contains(suite)) {
            return Optional.of("the ServerHello chose " + suite + ", which was not offered");
        }
        // RFC 8446 appendix B.4: its suites are no suites of TLS 1.2, and those of TLS 1.2 none of its own
        boolean suiteOfTls13 = KnownSuites.of(ProtocolVersion.TLS_1_3).contains(suite);
        return suiteOfTls13 == (version.get() == ProtocolVersion.TLS_1_3)
                ? Optional.empty()
                : Optional.of("the ServerHello chose " + suite + " in "
                        + version.get().label());
    }

    /** The outcome of a hello, or of a handshake that did not finish: what the server said outweighs how it ended. */
    Outcome outcome(Ending ending) {
        Optional<Selection> selection = selection();
        if (selection.isPresent()) {
            return new Outcome.Selected(selection.get(), ending.stop(), ending.detail());
        }
        if (sslv2.isPresent() && sslv2.get().state() == Sslv2Answer.State.HELLO) {
            return new Outcome.Garbled("the SSL 2.0 SERVER-HELLO has no cipher kind that was offered");
        }
        if (sslv2.isPresent() && sslv2.get().state() == Sslv2Answer.State.ERROR) {
            return new Outcome.Sslv2Error(sslv2.get().errorCode());
        }
        Optional<String> unoffered = unoffered();
        if (unoffered.isPresent()) {
            return new Outcome.Garbled(unoffered.get());
        }
        if (tls.fatalAlert().isPresent() && !closedByAlert()) {
            return new Outcome.Alerted(tls.fatalAlert().get());
        }
        if (sslv2.isPresent() && sslv2.get().state() == Sslv2Answer.State.NOT_TLS) {
            return new Outcome.Garbled(sslv2.get().problem());
        }
        if (tls.state() == ServerAnswer.State.NOT_TLS) {
            return new Outcome.Garbled(tls.problem());
        }
        return unanswered(ending);
    }

    /** Nothing that can be read as an answer: how the connection ended is all there is. */
    private Outcome unanswered(Ending ending) {
        if (closedByAlert()) {
            return new Outcome.Closed();
        }
        // a warning ends nothing (RFC 5246 section 7.2): with nothing behind it until we left, it is no answer
        if (!tls.alerts().isEmpty() && ending.stop() != Stop.NO_ANSWER && ending.stop() != Stop.AS_ASKED) {
            return new Outcome.Alerted(tls.alerts().get(0));
        }
        if (ending.bytes() > 0 && ending.stop() != Stop.NO_ANSWER) {
            return new Outcome.Garbled(ending.detail() + " within an answer, after " + ending.bytes() + " bytes");
        }
        return switch (ending.stop()) {
            case PEER_RESET -> new Outcome.Reset();
            case PEER_CLOSED -> new Outcome.Closed();
            case NO_ANSWER -> new Outcome.Silent(ending.detail());
            case AS_ASKED, OUR_REFUSAL, PEER_ALERT -> new Outcome.NotOffered(ending.detail());
        };
    }

    /** A close_notify and no other alert: the TLS form of FIN, whatever its level; nothing may follow it (RFC 8446 section 6.1). */
    private boolean closedByAlert() {
        return !tls.alerts().isEmpty()
                && tls.alerts().stream().allMatch(alert -> alert.description() == Alert.CLOSE_NOTIFY);
    }
}
