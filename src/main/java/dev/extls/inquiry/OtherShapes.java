package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The other {@linkplain Shape shapes} of a hello, for versions in which the plain one got no fitting answer.
 *
 * @param plain the hello of one version
 * @param asked the observations that asked for the version
 * @param seen all observations of the endpoint
 */
record OtherShapes(Offer plain, List<Observation> asked, List<Observation> seen) {
    /**
     * Alerts that refuse nothing and with which a server may mean the form of the hello (RFC 8446 section 6.2): unexpected_message,
     * record_overflow, illegal_parameter, decode_error, missing_extension, unsupported_extension, unrecognized_name.
     */
    private static final Set<Integer> ABOUT_THE_FORM = Set.of(10, 22, 47, 50, 109, 110, Alert.UNRECOGNIZED_NAME);

    /** The hello in the shape in which the endpoint answers other versions, if it answers no plain hello and was not asked so. */
    Optional<Offer> working() {
        List<Offer> answered = VersionLaw.controls(seen).stream()
                .map(Observation::offer)
                .filter(offer -> !offer.version().before(ProtocolVersion.TLS_1_0))
                .toList();
        return answered.stream().anyMatch(offer -> offer.shape() == Shape.PLAIN)
                ? Optional.empty()
                : answered.stream()
                        .map(Offer::shape)
                        .filter(shape -> has(shape) && untried(shape))
                        .findFirst()
                        .map(plain::in);
    }

    /**
     * What else can be tried.
     *
     * @param formInDoubt whether it is open if the endpoint answers hellos like the plain one at all
     */
    List<Offer> untried(boolean formInDoubt) {
        boolean nobody = VersionLaw.controls(seen).isEmpty();
        if (!nobody && !formInDoubt && !asked.stream().allMatch(OtherShapes::aboutTheForm)) {
            return List.of();
        }
        return Arrays.stream(Shape.values())
                .filter(shape -> has(shape) && untried(shape))
                .filter(shape -> shape != Shape.WITHOUT_SERVER_NAME || nobody)
                .map(plain::in)
                .toList();
    }

    /** No answer, or an alert that may mean the form. */
    private static boolean aboutTheForm(Observation one) {
        return one.outcome() instanceof Outcome.Silent
                || one.outcome() instanceof Outcome.Garbled
                || (one.outcome() instanceof Outcome.Alerted alerted
                        && ABOUT_THE_FORM.contains(alerted.alert().description()));
    }

    private boolean untried(Shape shape) {
        return asked.stream().noneMatch(one -> one.offer().shape() == shape);
    }

    private boolean has(Shape shape) {
        ProtocolVersion version = plain.version();
        return switch (shape) {
            case PLAIN -> false;
            case SHORT -> !version.before(ProtocolVersion.TLS_1_0);
            case WITHOUT_SERVER_NAME ->
                !version.before(ProtocolVersion.TLS_1_0)
                        && seen.stream().anyMatch(one -> one.endpoint().namedByHostName());
            case WITHOUT_EXTENSIONS ->
                !version.before(ProtocolVersion.TLS_1_0) && version.before(ProtocolVersion.TLS_1_3);
        };
    }
}
