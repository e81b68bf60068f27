package dev.extls.inquiry;

import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.KeyShares;
import dev.extls.offer.KnownGroups;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A server of one version as a function from the groups of an offer to an outcome; any suite will do.
 *
 * @param version TLS 1.0 or later
 * @param groups what it is configured with, most preferred first
 * @param ownOrder whether its order decides
 * @param refusal how it refuses a list
 * @param broken groups that it chooses and then cannot do
 * @param certificateCurve which must be listed, up to TLS 1.2; empty for an RSA certificate
 * @param retrying whether it asks for a share that it lacks, and answers a hello without any
 * @param stubborn whether it uses its first group when none of its groups is listed
 */
record GroupServer(
        ProtocolVersion version,
        List<NamedGroup> groups,
        boolean ownOrder,
        Outcome refusal,
        Set<NamedGroup> broken,
        Optional<NamedGroup> certificateCurve,
        boolean retrying,
        boolean stubborn)
        implements Function<Offer, Outcome> {
    static final Outcome HANDSHAKE_FAILURE = alert(Alert.HANDSHAKE_FAILURE);

    static GroupServer of(ProtocolVersion version, String... names) {
        return new GroupServer(version, named(names), true, HANDSHAKE_FAILURE, Set.of(), Optional.empty(), true, false);
    }

    static Outcome alert(int description) {
        return new Outcome.Alerted(new Alert(2, description));
    }

    static List<NamedGroup> named(String... names) {
        return Arrays.stream(names)
                .map(name -> NamedGroup.named(name).orElseThrow())
                .toList();
    }

    GroupServer inTheOrderOfTheClient() {
        return new GroupServer(version, groups, false, refusal, broken, certificateCurve, retrying, stubborn);
    }

    GroupServer refusingBy(Outcome outcome) {
        return new GroupServer(version, groups, ownOrder, outcome, broken, certificateCurve, retrying, stubborn);
    }

    GroupServer breakingDownAt(String... names) {
        return new GroupServer(
                version, groups, ownOrder, refusal, Set.copyOf(named(names)), certificateCurve, retrying, stubborn);
    }

    GroupServer withACertificateOn(String name) {
        return new GroupServer(version, groups, ownOrder, refusal, broken, NamedGroup.named(name), retrying, stubborn);
    }

    GroupServer neverAskingForAShare() {
        return new GroupServer(version, groups, ownOrder, refusal, broken, certificateCurve, false, stubborn);
    }

    GroupServer usingItsFirstWhateverIsListed() {
        return new GroupServer(version, groups, ownOrder, refusal, broken, certificateCurve, retrying, true);
    }

    @Override
    public Outcome apply(Offer offer) {
        CipherSuite suite = offer.suites().get(0);
        if (certificateCurve.filter(curve -> !offer.groups().contains(curve)).isPresent()) {
            return refusal;
        }
        List<NamedGroup> common = new ArrayList<>(ownOrder ? groups : offer.groups());
        common.retainAll(Set.copyOf(ownOrder ? offer.groups() : groups));
        if (!retrying) {
            common.removeIf(group -> !shared(offer, group));
        }
        if (common.isEmpty()) {
            return stubborn ? chosen(suite, groups.get(0)) : refusal;
        }
        // a HelloRetryRequest comes before anything is computed
        return broken.contains(common.get(0)) && !withoutShares(offer) ? refusal : chosen(suite, common.get(0));
    }

    private static boolean shared(Offer offer, NamedGroup group) {
        return switch (offer.extras().keyShares()) {
            case NONE -> false;
            case USUAL -> group.equals(NamedGroup.X25519);
            case EVERY_CURVE -> KnownGroups.WITH_MADE_UP_SHARE.contains(group);
        };
    }

    private Outcome chosen(CipherSuite suite, NamedGroup group) {
        boolean retried = retrying && version == ProtocolVersion.TLS_1_3;
        return new Outcome.Selected(new Selection(version, suite, group.code(), "", retried), Stop.AS_ASKED, "");
    }

    /** Whether a hello without key shares is meant. */
    static boolean withoutShares(Offer offer) {
        return offer.version() == ProtocolVersion.TLS_1_3 && offer.extras().keyShares() == KeyShares.NONE;
    }
}
