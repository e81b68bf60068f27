package dev.extls.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A proxy that makes connections for us. Holds the password, which nothing that it says contains. */
public final class Proxy {
    private final Kind kind;
    private final InetSocketAddress address;
    private final String user;
    private final String password;

    /** What is spoken to it. */
    public enum Kind {
        /** SOCKS version 5, RFC 1928, with RFC 1929 where there is a user. */
        SOCKS5(1080),
        /** HTTP CONNECT, RFC 9110 section 9.3.6, with RFC 7617 where there is a user. */
        HTTP(3128);

        private final int port;

        Kind(int port) {
            this.port = port;
        }

        String scheme() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Proxy(Kind kind, InetSocketAddress address, String user, String password) {
        this.kind = kind;
        this.address = address;
        this.user = user;
        this.password = password;
    }

    /**
     * Reads what the user wrote; asks no name server.
     *
     * @param uri such as {@code socks5://user@10.0.0.1:1080} or {@code http://proxy.contoso.test:3128}
     * @return the proxy, without a password, its host not looked up yet
     * @throws IllegalArgumentException if it is none; the message says what was expected, and repeats no password
     */
    public static Proxy of(String uri) {
        URI read = read(uri);
        Kind kind = kind(read.getScheme());
        String user = Objects.requireNonNullElse(read.getUserInfo(), "");
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a password on the command line is seen by others; expected "
                    + kind.scheme() + "://user@host:port");
        }
        String host = read.getHost();
        boolean more = !Objects.requireNonNullElse(read.getRawPath(), "").matches("/?")
                || read.getRawQuery() != null
                || read.getRawFragment() != null;
        if (host == null || more || read.getPort() == 0 || read.getPort() > 0xffff) {
            throw new IllegalArgumentException(expected());
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = read.getPort() < 0 ? kind.port : read.getPort();
        return new Proxy(kind, InetSocketAddress.createUnresolved(bare, port), user, "");
    }

    private static URI read(String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            // its message repeats the text, in which a password may stand
            throw new IllegalArgumentException(expected());
        }
    }

    private static Kind kind(@Nullable String scheme) {
        for (Kind kind : Kind.values()) {
            if (kind.scheme().equalsIgnoreCase(scheme)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(expected());
    }

    private static String expected() {
        return "expected socks5://[user@]host[:port] or http://[user@]host[:port]";
    }

    /**
     * The same with its address, which is looked up here where the host is a name.
     *
     * @return a proxy that can be connected to
     * @throws IOException if the host has no address
     */
    public Proxy lookedUp() throws IOException {
        InetAddress found = InetAddress.getByName(address.getHostString());
        return new Proxy(kind, new InetSocketAddress(found, address.getPort()), user, password);
    }

    /**
     * The same with a password.
     *
     * @param secret at most 255 bytes for SOCKS 5 (RFC 1929 section 2)
     * @return a copy
     */
    public Proxy withPassword(String secret) {
        return new Proxy(kind, address, user, secret);
    }

    /**
     * Who is to be let in.
     *
     * @return empty where nobody is named
     */
    public String user() {
        return user;
    }

    Kind kind() {
        return kind;
    }

    InetSocketAddress address() {
        return address;
    }

    String password() {
        return password;
    }

    /** As the user wrote it: host and user, never a password. */
    @Override
    public String toString() {
        String host = address.getHostString();
        return kind.scheme() + "://" + (user.isEmpty() ? "" : user + "@")
                + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
