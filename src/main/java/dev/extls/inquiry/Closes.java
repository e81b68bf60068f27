package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import java.util.List;

/**
 * Which closes (FIN or RST straight after the hello) are the server's answer, and not its trouble with us.
 *
 * <p>A close counts if
 *
 * <ul>
 *   <li>the endpoint was answering: some hello was answered before it, and another one after it;
 *   <li>it was alone: no other connection was answered meanwhile. Some servers serve one connection at a time and close the others;
 *   <li>its form is no worse than one that the endpoint answers. Some servers, and boxes in front of them, close on hellos that are too long for
 *       them or have extensions.
 * </ul>
 */
final class Closes {
    private Closes() {}

    /** The closes of a version that count but for the answer after them, in the order of their start. */
    static List<Observation> ofVersion(ProtocolVersion version, List<Observation> seen) {
        int known = demandOfAnswers(seen);
        return VersionLaw.matching(
                VersionLaw.closesAfterControl(version, seen),
                close -> alone(close, seen) && demand(close.offer()) <= known);
    }

    /** The shape of a hello to a version whose close would count: where nothing but SSL is answered, one that demands no more. */
    static Shape telling(ProtocolVersion version, List<Observation> seen) {
        if (demandOfAnswers(seen) != 0 || version.before(ProtocolVersion.TLS_1_0)) {
            return Shape.PLAIN;
        }
        return version == ProtocolVersion.TLS_1_3 ? Shape.SHORT : Shape.WITHOUT_EXTENSIONS;
    }

    /** Whether no other connection was answered while this one was open. */
    static boolean alone(Observation close, List<Observation> seen) {
        return seen.stream()
                .filter(other -> other.started().isBefore(close.ended())
                        && close.started().isBefore(other.ended()))
                .noneMatch(VersionLaw::answered);
    }

    /** What the most demanding hello that was answered demanded; -1 if none was. */
    static int demandOfAnswers(List<Observation> seen) {
        return VersionLaw.controls(seen).stream()
                .mapToInt(one -> demand(one.offer()))
                .max()
                .orElse(-1);
    }

    /**
     * What a hello demands of its reader: 0 that of SSL, 1 extensions, 2 extensions and 512 bytes. A handshake of BouncyCastle is shorter than
     * our own hello, and its length is not ours to choose.
     */
    static int demand(Offer offer) {
        if (offer.version().before(ProtocolVersion.TLS_1_0)) {
            return 0;
        }
        return switch (offer.shape()) {
            case WITHOUT_EXTENSIONS -> 0;
            // whoever speaks TLS 1.3 reads extensions
            case SHORT -> offer.version() == ProtocolVersion.TLS_1_3 ? 0 : 1;
            case PLAIN, WITHOUT_SERVER_NAME -> offer.way() == Way.HELLO ? 2 : 1;
        };
    }
}
