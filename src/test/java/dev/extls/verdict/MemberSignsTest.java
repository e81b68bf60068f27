package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.inquiry.NodeGroup;
import dev.extls.observation.Sighting;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberSignsTest {
    /** Each tells its own name, and all show one certificate. */
    private static final List<MemberSigns> NAMED = List.of(
            member("EX01", Set.of("ex01.contoso.test"), "h1", "c"),
            member("EX02", Set.of("ex02.contoso.test"), "h1", "c"),
            member("EX03", Set.of(), "h3", "c"));

    /** All tell one name; two show a certificate of their own. */
    private static final List<MemberSigns> ONE_NAME = List.of(
            member("EX01", Set.of("mail.contoso.test"), "h", "c1"),
            member("EX02", Set.of("mail.contoso.test"), "h", "c2"),
            member("EX03", Set.of("mail.contoso.test"), "h3", "c2"));

    @ParameterizedTest
    @CsvSource({
        // the name that a member tells, in any case
        "EX01.CONTOSO.TEST, c, h1, EX01",
        // its first label, as X-FEServer has it
        "EX02, c, h1, EX02",
        // the name of the list alone
        "ex03.contoso.test, c, h1, EX03",
        // a name of nobody's, whatever the certificate
        "EX09, c, h3, ''",
        // without a name the certificate is that of all, and the hello that of one
        "'', c, h3, EX03",
        "'', c, h1, ''",
        "'', other, h3, ''"
    })
    void aNodeIsRecognisedByWhatOneMemberAloneTells(String name, String certificate, String hello, String member) {
        assertThat(recognised(name, certificate, hello, NAMED)).isEqualTo(member);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.contoso.test, c1, h, EX01",
        "mail.contoso.test, c2, h3, EX03",
        "mail.contoso.test, c2, h, EX02",
        "mail.contoso.test, c2, other, ''",
        "mail.contoso.test, '', '', ''"
    })
    void whereAllTellOneNameCertificateAndHelloTell(String name, String certificate, String hello, String member) {
        assertThat(recognised(name, certificate, hello, ONE_NAME)).isEqualTo(member);
    }

    @Test
    void withoutMembersNobodyIsRecognised() {
        assertThat(recognised("EX01", "c", "h1", List.of())).isEmpty();
    }

    private static String recognised(String name, String certificate, String hello, List<MemberSigns> members) {
        NodeGroup node = new NodeGroup(
                new Sighting("o1", name, "", certificate, certificate, certificate, hello, ""), List.of("o1"));
        return MemberSigns.recognised(node, members).map(MemberSigns::label).orElse("");
    }

    private static MemberSigns member(String label, Set<String> told, String hello, String certificate) {
        Set<String> names = new HashSet<>(told);
        names.add(label.toLowerCase(Locale.ROOT));
        Sighting signs = new Sighting("o2", "", "", certificate, certificate, certificate, hello, "");
        return new MemberSigns(label, label, told, names, Optional.of(signs), Set.of(certificate));
    }
}
