package dev.extls.testkit;

import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;

/** A server inside this JVM that plays a script with every connection: what no real server does when it is told to. */
public final class ScriptedServer extends OneDoor {
    private final Connections connections;
    private final ConcurrentSkipListMap<Integer, Conversation> conversations;

    private ScriptedServer(Connections connections, ConcurrentSkipListMap<Integer, Conversation> conversations) {
        this.connections = connections;
        this.conversations = conversations;
    }

    /**
     * One that plays the same script with each connection.
     *
     * @param script the script
     * @return listening
     */
    public static ScriptedServer playing(Script script) {
        return playing(number -> script);
    }

    /**
     * One that plays a script of its own with each connection.
     *
     * @param script from the number of the connection, the first is 0, to its script
     * @return listening
     */
    public static ScriptedServer playing(IntFunction<Script> script) {
        ConcurrentSkipListMap<Integer, Conversation> conversations = new ConcurrentSkipListMap<>();
        return new ScriptedServer(
                Connections.listen((connections, socket, number) -> {
                    Conversation conversation = new Conversation(socket, connections);
                    conversations.put(number, conversation);
                    script.apply(number).play(conversation);
                }),
                conversations);
    }

    /**
     * One that stands before another server and refuses some versions in its place, also behind STARTTLS and STLS.
     *
     * @param port of the other server on 127.0.0.1
     * @param refusal how it refuses
     * @param versions a hello is refused if one of these is the highest that it offers
     * @return listening
     */
    public static ScriptedServer refusing(int port, Refusal refusal, ProtocolVersion... versions) {
        Set<ProtocolVersion> refused = EnumSet.noneOf(ProtocolVersion.class);
        refused.addAll(List.of(versions));
        return playing(Script.start()
                .handOver(
                        port, hello -> hello.version().filter(refused::contains).map(version -> refusal.script())));
    }

    /**
     * How many connections were accepted.
     *
     * @return 0 or more
     */
    public int connections() {
        return connections.accepted();
    }

    /**
     * The first bytes that came on each connection.
     *
     * @return in the order of the connections, at most 16 kB of each
     */
    public List<Bytes> received() {
        return conversations.values().stream().map(Conversation::received).toList();
    }

    @Override
    Connections connected() {
        return connections;
    }

    @Override
    public String output() {
        StringBuilder lines = new StringBuilder();
        conversations.forEach((number, conversation) -> lines.append(number)
                .append(": ")
                .append(conversation.received())
                .append('\n'));
        return lines.toString();
    }
}
