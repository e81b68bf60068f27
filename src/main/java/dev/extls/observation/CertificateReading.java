package dev.extls.observation;

import dev.extls.tls.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** From DER to {@link CertificateFacts}, with bounds on everything that the server chooses. */
final class CertificateReading {
    private static final int MOST_NAMES = 1000;
    /** RFC 1035 section 2.3.4: a longer DNS name does not exist. */
    private static final int LONGEST_DNS_NAME = 255;

    private static final int DNS_NAME = 2; // RFC 5280 section 4.2.1.6
    private static final int IP_ADDRESS = 7;

    private CertificateReading() {}

    static CertificateFacts read(Bytes der) {
        byte[] encoded = der.toArray();
        String sha256 = sha256(encoded);
        try {
            // The provider is named so that no order of providers in java.security changes what is read.
            CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
            if (factory.generateCertificate(new ByteArrayInputStream(encoded)) instanceof X509Certificate certificate) {
                return facts(certificate, sha256);
            }
            return unreadable(sha256, "not an X.509 certificate");
        } catch (GeneralSecurityException | RuntimeException e) {
            // RuntimeException: the JDK's DER reader promises nothing for hostile bytes, and no certificate may end a
            // run.
            return unreadable(sha256, "the certificate cannot be read: " + cut(String.valueOf(e.getMessage()), 200));
        }
    }

    private static CertificateFacts facts(X509Certificate certificate, String sha256) throws CertificateException {
        PublicKey key = certificate.getPublicKey();
        X500Principal subject = certificate.getSubjectX500Principal();
        X500Principal issuer = certificate.getIssuerX500Principal();
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        Collection<List<?>> entries = names == null ? List.of() : names;
        return new CertificateFacts(
                cut(subject.getName(), CertificateFacts.LONGEST_NAME),
                cut(issuer.getName(), CertificateFacts.LONGEST_NAME),
                cut(certificate.getSerialNumber().toString(16), 128),
                commonName(subject),
                entries(entries, DNS_NAME),
                entries(entries, IP_ADDRESS),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                cut(key.getAlgorithm(), 64),
                keyBits(key),
                cut(certificate.getSigAlgName(), 64),
                sha256,
                subject.equals(issuer) && verifies(certificate, key),
                "");
    }

    private static CertificateFacts unreadable(String sha256, String problem) {
        return new CertificateFacts(
                "", "", "", "", List.of(), List.of(), Instant.EPOCH, Instant.EPOCH, "", 0, "", sha256, false, problem);
    }

    private static List<String> entries(Collection<List<?>> names, int kind) {
        List<String> entries = new ArrayList<>();
        for (List<?> name : names) {
            if (entries.size() < MOST_NAMES
                    && Integer.valueOf(kind).equals(name.get(0))
                    && name.get(1) instanceof String text) {
                entries.add(cut(text, LONGEST_DNS_NAME));
            }
        }
        return entries;
    }

    private static String commonName(X500Principal subject) {
        if (subject.getName().length() > CertificateFacts.LONGEST_NAME) {
            // LdapName takes time in the square of the length: seconds for what one certificate can hold.
            return "";
        }
        try {
            List<Rdn> parts = new LdapName(subject.getName()).getRdns();
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (parts.get(i).getType().equalsIgnoreCase("CN")
                        && parts.get(i).getValue() instanceof String name) {
                    return cut(name, LONGEST_DNS_NAME);
                }
            }
            return "";
        } catch (InvalidNameException e) {
            return "";
        }
    }

    private static int keyBits(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getOrder().bitLength();
        }
        if (key instanceof DSAPublicKey dsa && dsa.getParams() != null) {
            return dsa.getParams().getP().bitLength();
        }
        if (key instanceof EdECPublicKey ed) {
            return ed.getParams().getName().equals("Ed448") ? 456 : 256; // RFC 8032 sections 5.1 and 5.2
        }
        return 0;
    }

    private static boolean verifies(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String sha256(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
