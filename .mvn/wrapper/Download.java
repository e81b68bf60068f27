import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What {@code mvnw} asks of the JDK when the machine has no other tool for it; run from source.
 *
 * <ul>
 *   <li>{@code fetch URL FILE}: http, https or file URL; {@code https_proxy} and {@code http_proxy} are honoured;
 *   <li>{@code verify FILE SHA512}: exit code 1 and a sentence if the sum differs.
 * </ul>
 */
class Download {
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "fetch" -> fetch(URI.create(args[1]).toURL(), Path.of(args[2]));
            case "verify" -> verify(Path.of(args[1]), args[2]);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void fetch(URL url, Path file) throws IOException {
        try {
            URLConnection connection = url.openConnection(proxyFor(url.getProtocol()));
            connection.setConnectTimeout(20_000);
            connection.setReadTimeout(60_000);
            try (InputStream in = connection.getInputStream()) {
                Files.copy(in, file);
            }
        } catch (IOException e) {
            System.err.println("mvnw: " + e);
            System.exit(1);
        }
    }

    private static Proxy proxyFor(String protocol) {
        String setting = System.getenv(protocol + "_proxy");
        if (setting == null || setting.isBlank()) {
            return Proxy.NO_PROXY;
        }
        URI proxy = URI.create(setting.contains("://") ? setting : "http://" + setting);
        int port = proxy.getPort() == -1 ? 80 : proxy.getPort();
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
    }

    private static void verify(Path file, String expected) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equalsIgnoreCase(expected)) {
            System.err.println("mvnw: SHA-512 is " + actual + ", not " + expected);
            System.exit(1);
        }
    }
}
