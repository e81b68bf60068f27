package dev.extls.inquiry;

import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Suites of well-known servers, most preferred first. */
final class SuiteLists {
    /** nginx with OpenSSL 3.0 and an RSA certificate, HIGH:!aNULL:!MD5 in TLS 1.2: what {@code openssl ciphers} gives, without DHE parameters. */
    static final List<CipherSuite> NGINX = codes(
            0xC030, 0xCCA8, 0xC061, 0xC02F, 0xC060, 0xC028, 0xC077, 0xC027, 0xC076, 0xC014, 0xC013, 0x009D, 0xC0A1,
            0xC09D, 0xC051, 0x009C, 0xC0A0, 0xC09C, 0xC050, 0x003D, 0x00C0, 0x003C, 0x00BA, 0x0035, 0x0084, 0x002F,
            0x0041);

    /** Windows Server 2012 R2 with an RSA certificate in TLS 1.2 (Microsoft, "TLS Cipher Suites in Windows 8.1"). */
    static final List<CipherSuite> WINDOWS_2012_R2 = codes(
            0xC028, 0xC027, 0xC014, 0xC013, 0x009F, 0x009E, 0x0039, 0x0033, 0x009D, 0x009C, 0x003D, 0x003C, 0x0035,
            0x002F, 0x000A, 0x0005, 0x0004);

    /** Windows Server 2016 with an RSA certificate in TLS 1.2 (Microsoft, "TLS Cipher Suites in Windows 10 v1607"). */
    static final List<CipherSuite> WINDOWS_2016 = codes(
            0xC030, 0xC02F, 0x009F, 0x009E, 0xC028, 0xC027, 0xC014, 0xC013, 0x0039, 0x0033, 0x009D, 0x009C, 0x003D,
            0x003C, 0x0035, 0x002F, 0x000A, 0x0005, 0x0004);

    private static final Pattern OPENSSL_ALL =
            Pattern.compile("TLS_(ECDHE_(RSA|ECDSA|PSK)|DHE_(RSA|PSK)|RSA|RSA_PSK|PSK|PSK_DHE|DH_anon|ECDH_anon)_WITH_"
                    + "(AES|CAMELLIA|CHACHA20|ARIA_\\d+_GCM).*");

    /** OpenSSL's ALL in TLS 1.2 with RSA and ECDSA certificates, DH parameters and a pre-shared key. */
    static final List<CipherSuite> OPENSSL_ALL_1_2 = known(
            ProtocolVersion.TLS_1_2, suite -> OPENSSL_ALL.matcher(suite.label()).matches());

    private SuiteLists() {}

    static List<CipherSuite> codes(Integer... codes) {
        return Stream.of(codes).map(CipherSuite::new).toList();
    }

    static List<CipherSuite> known(ProtocolVersion version, Predicate<CipherSuite> wanted) {
        return KnownSuites.of(version).stream().filter(wanted).toList();
    }

    static List<CipherSuite> known(ProtocolVersion version, String pattern) {
        return known(
                version,
                suite -> Pattern.compile(pattern).matcher(suite.label()).find());
    }
}
