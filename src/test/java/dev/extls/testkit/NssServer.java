package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * NSS's {@code selfserv}: the one server of Debian that still speaks SSL 3.0, RC4 and single DES. It listens on all addresses: it
 * cannot be told otherwise.
 */
public final class NssServer {
    private static final String PACKAGE = "libnss3-tools";

    private final ProtocolVersion lowest;
    private final ProtocolVersion highest;
    private final List<String> options = new ArrayList<>();
    private TestCertificate certificate = TestCertificates.rsa();

    private NssServer(ProtocolVersion lowest, ProtocolVersion highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /**
     * With the versions of a range.
     *
     * @param lowest SSL 3.0 or later
     * @param highest the same or later; not TLS 1.3 if the lowest is SSL 3.0, which NSS refuses
     * @return what can be set further and started
     */
    public static NssServer speaking(ProtocolVersion lowest, ProtocolVersion highest) {
        if (lowest == ProtocolVersion.SSL_2_0 || highest.before(lowest)) {
            throw new IllegalArgumentException("no range of NSS: " + lowest + " to " + highest);
        }
        if (lowest == ProtocolVersion.SSL_3_0 && highest == ProtocolVersion.TLS_1_3) {
            throw new IllegalArgumentException("NSS does not speak SSL 3.0 and TLS 1.3 together");
        }
        return new NssServer(lowest, highest);
    }

    /**
     * With just these suites.
     *
     * @param codes such as 0x0005 for TLS_RSA_WITH_RC4_128_SHA
     * @return this
     */
    public NssServer suites(int... codes) {
        StringBuilder list = new StringBuilder();
        for (int code : codes) {
            list.append(String.format(Locale.ROOT, ":%04X", code));
        }
        return option("-c", list.toString());
    }

    /**
     * With another certificate than the RSA one; an RSA one too.
     *
     * @param other the certificate
     * @return this
     */
    public NssServer certificate(TestCertificate other) {
        certificate = other;
        return this;
    }

    /**
     * With further options.
     *
     * @param more such as {@code -r -r}, see {@code selfserv} without arguments
     * @return this
     */
    public NssServer option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /**
     * Starts it; the test is skipped where it is not installed.
     *
     * @return the server, with one door: {@link Service#HTTPS}
     */
    public RealServer start() {
        String program = Debian.require("selfserv", PACKAGE).toString();
        String certutil = Debian.require("certutil", PACKAGE).toString();
        String pk12util = Debian.require("pk12util", PACKAGE).toString();
        Door door = Door.of(Service.HTTPS);
        TempDirectory home = TempDirectory.create();
        String database = "sql:" + home.directory("nss");
        run(home.path(), certutil, "-N", "-d", database, "--empty-password");
        run(
                home.path(),
                pk12util,
                "-d",
                database,
                "-K",
                "",
                "-i",
                certificate.pkcs12File().toString(),
                "-W",
                TestCertificate.PASSWORD);
        List<String> command = new ArrayList<>(List.of(
                program,
                "-d",
                database,
                certificate.rsa() ? "-n" : "-e",
                TestCertificate.NICKNAME,
                "-p",
                Integer.toString(door.port()),
                "-V",
                name(lowest) + ":" + name(highest),
                "-v"));
        command.addAll(options);
        // NSS takes no configuration but its own built-in one.
        return RunningServer.start(home, List.of(door), command, Map.of("NSS_IGNORE_SYSTEM_POLICY", "1"));
    }

    private static String name(ProtocolVersion version) {
        return version == ProtocolVersion.SSL_3_0
                ? "ssl3"
                : version.label().toLowerCase(Locale.ROOT).replace("v", "");
    }

    private static void run(Path directory, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": " + output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
