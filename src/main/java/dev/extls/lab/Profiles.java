package dev.extls.lab;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The committed profiles and stacks: {@code profiles.yaml} and {@code stacks.yaml} beside this class. */
final class Profiles {
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    private Profiles(YAMLMapper yaml, JsonNode profileTree, JsonNode stackTree) {
        for (Map.Entry<String, JsonNode> stack : stackTree.required("stacks").properties()) {
            stacks.put(stack.getKey(), yaml.treeToValue(stack.getValue(), Stack.class));
        }
        JsonNode all = profileTree.required("profiles");
        for (String name : all.propertyNames()) {
            ObjectNode whole = whole(name, all, profileTree.required("defaults"));
            profiles.put(name, yaml.treeToValue(whole, Profile.class));
        }
    }

    /** Reads the committed files; an error in them is a bug of the build. */
    static Profiles committed() {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .addModule(new SimpleModule()
                        .addDeserializer(
                                ProtocolVersion.class,
                                word(
                                        ProtocolVersion.class,
                                        name -> ProtocolVersion.named(name)
                                                .orElseThrow(() -> new IllegalArgumentException("no version " + name))))
                        .addDeserializer(
                                CipherSuite.class,
                                word(
                                        CipherSuite.class,
                                        name -> CipherSuite.named(name)
                                                .orElseThrow(() -> new IllegalArgumentException("no suite " + name))))
                        .addDeserializer(NamedGroup.class, word(NamedGroup.class, Profiles::group))
                        .addDeserializer(Refusal.class, word(Refusal.class, Refusal::named)))
                .build();
        return new Profiles(yaml, tree(yaml, "profiles.yaml"), tree(yaml, "stacks.yaml"));
    }

    /** The names of all profiles, in the order of the file. */
    Set<String> names() {
        return Collections.unmodifiableSet(profiles.keySet());
    }

    /**
     * The profile with a name, such as {@code ex2016-2016}, or {@code ex2016-2016+RST} for the same with another refusal.
     *
     * @return empty if there is no such profile or no such refusal
     */
    Optional<Profile> named(String name) {
        int plus = name.indexOf('+');
        if (plus < 0) {
            return Optional.ofNullable(profiles.get(name));
        }
        try {
            Refusal refusal = Refusal.named(name.substring(plus + 1));
            return Optional.ofNullable(profiles.get(name.substring(0, plus))).map(profile -> profile.refusing(refusal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The stack that a profile names. */
    Stack stackOf(Profile profile) {
        return Optional.ofNullable(stacks.get(profile.stack()))
                .orElseThrow(() -> new IllegalStateException("no stack " + profile.stack()));
    }

    /** Defaults, then the profile it is like, then itself. */
    private static ObjectNode whole(String name, JsonNode all, JsonNode defaults) {
        JsonNode own = all.required(name);
        ObjectNode whole = own.has("like")
                ? whole(own.required("like").stringValue(), all, defaults)
                : defaults.deepCopy().asObject();
        lay(own, whole);
        whole.remove("like");
        return whole;
    }

    private static void lay(JsonNode over, ObjectNode under) {
        for (Map.Entry<String, JsonNode> property : over.properties()) {
            JsonNode below = under.get(property.getKey());
            if (below instanceof ObjectNode object && property.getValue().isObject()) {
                lay(property.getValue(), object);
            } else {
                under.set(property.getKey(), property.getValue().deepCopy());
            }
        }
    }

    private static NamedGroup group(String name) {
        return IntStream.range(0, 0x10000)
                .mapToObj(NamedGroup::new)
                .filter(group -> group.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group " + name));
    }

    private static JsonNode tree(YAMLMapper yaml, String resource) {
        try (InputStream in = Profiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing " + resource);
            }
            return yaml.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> StdDeserializer<T> word(Class<T> type, Function<String, T> named) {
        return new StdDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                return named.apply(parser.getString());
            }
        };
    }
}
