package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The shape in which more is asked about a version that lives: that of a hello of our own which was answered, the plain one before any other. A
 * handshake of BouncyCastle is shorter than our own hellos, so that it was answered says little about them.
 */
final class AnsweredShape {
    private AnsweredShape() {}

    /**
     * The shape for a version.
     *
     * @param version one that was chosen
     * @param seen the observations of versions and suites, in the order of their start
     */
    static Shape of(ProtocolVersion version, List<Observation> seen) {
        List<Observation> answered = seen.stream()
                .filter(one -> one.offer().way() == Way.HELLO
                        && !one.offer().version().before(ProtocolVersion.TLS_1_0)
                        && VersionLaw.choice(one).isPresent())
                .toList();
        return shape(version, answered, one -> SuiteReplies.chose(version, one))
                .or(() -> shape(version, answered, one -> true))
                .or(() -> shape(version, seen, one -> SuiteReplies.chose(version, one)))
                .orElse(Shape.PLAIN);
    }

    private static Optional<Shape> shape(
            ProtocolVersion version, List<Observation> answered, Predicate<Observation> which) {
        List<Shape> shapes = answered.stream()
                .filter(which)
                .map(one -> one.offer().shape())
                .filter(shape -> has(version, shape))
                .toList();
        return shapes.contains(Shape.PLAIN)
                ? Optional.of(Shape.PLAIN)
                : shapes.stream().findFirst();
    }

    private static boolean has(ProtocolVersion version, Shape shape) {
        return switch (shape) {
            case PLAIN -> true;
            case SHORT, WITHOUT_SERVER_NAME -> !version.before(ProtocolVersion.TLS_1_0);
            case WITHOUT_EXTENSIONS ->
                !version.before(ProtocolVersion.TLS_1_0) && version.before(ProtocolVersion.TLS_1_3);
        };
    }
}
