package dev.extls.cli;

import dev.extls.target.Target;
import dev.extls.target.TargetList;
import dev.extls.target.TargetReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The address of a name server, with or without port: {@code 10.0.0.53}, {@code [fd00::53]:5353}. */
final class ResolverConverter implements ITypeConverter<InetSocketAddress> {
    private static final int DNS = 53;

    @Override
    public InetSocketAddress convert(String text) {
        TargetList read = TargetReader.readArguments(List.of(text));
        if (read.targets().size() == 1) {
            Target target = read.targets().get(0);
            boolean plain = target.scheme().isEmpty() && target.serverName().isEmpty();
            boolean literal = target.host().indexOf(':') >= 0 || target.host().matches("[0-9.]+");
            if (plain && literal) {
                return new InetSocketAddress(address(target.host()), target.port() == 0 ? DNS : target.port());
            }
        }
        throw new TypeConversionException(
                "expected the address of a name server such as 10.0.0.53 or [fd00::53]:5353, found '" + text + "'");
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // a literal is not looked up
        }
    }
}
