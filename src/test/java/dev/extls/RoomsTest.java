package dev.extls;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the packages and their imports against the table in {@link Rooms}. */
class RoomsTest {
    @Test
    void everyPackageIsARoomOfTheTableAndEveryRoomOfTheTableIsAPackage() {
        Set<String> rooms = House.packages().stream()
                .map(name -> name.equals(Rooms.HOUSE) ? "(outside all rooms)" : House.roomOf(name))
                .collect(Collectors.toSet());

        assertThat(rooms).isEqualTo(Rooms.all());
    }

    @Test
    void theClassesLookedAtAreThoseOfTheHouse() {
        assertThat(House.CLASSES.contain("dev.extls.tls.Bytes")).isTrue();
        assertThat(House.CLASSES).noneMatch(type -> type.getSimpleName().endsWith("Test"));
    }

    @Test
    void importsOfTheTableAreRoomsOfTheTable() {
        assertThat(Rooms.IMPORTS.values())
                .allSatisfy(imports -> assertThat(imports).isSubsetOf(Rooms.all()));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomImportsOnlyTheRoomsThatTheTableAllows(String room) {
        Set<String> allowed = Rooms.IMPORTS.get(room);

        noClasses()
                .that(standIn(Set.of(room)))
                .should()
                .dependOnClassesThat(describe("stand in another room than " + allowed, type -> {
                    String other = House.roomOf(type);
                    return !other.isEmpty() && !other.equals(room) && !allowed.contains(other);
                }))
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsUsedOnlyInTheRoomsThatTheTableAllows(String library) {
        Set<String> allowed = Rooms.LIBRARIES.get(library);

        noClasses()
                .that(standOutside(allowed))
                .should()
                .dependOnClassesThat(describe(
                        "are called " + library + "*", type -> type.getName().startsWith(library)))
                .as(library + " only in " + allowed)
                .check(House.CLASSES);
    }

    @Test
    void thePictureInTheReadmeIsTheTable() {
        assertThat(picture(House.text(Path.of("README.md")))).isEqualTo(Rooms.IMPORTS);
    }

    static Stream<String> rooms() {
        return Rooms.all().stream().sorted();
    }

    static Stream<String> libraries() {
        return Rooms.LIBRARIES.keySet().stream();
    }

    static DescribedPredicate<JavaClass> standIn(Set<String> rooms) {
        return describe("stand in " + rooms, type -> rooms.contains(House.roomOf(type)));
    }

    static DescribedPredicate<JavaClass> standOutside(Set<String> rooms) {
        return describe("stand outside " + rooms, type -> !rooms.contains(House.roomOf(type)));
    }

    /** Reads lines such as {@code words | offer -> tls, wire}; the words before the bar are for people. */
    private static Map<String, Set<String>> picture(String readme) {
        Matcher block = Pattern.compile("<!-- rooms -->(.*?)<!-- /rooms -->", Pattern.DOTALL)
                .matcher(readme);
        assertThat(block.find()).as("README.md has a picture of the rooms").isTrue();

        Map<String, Set<String>> imports = new HashMap<>();
        Matcher line =
                Pattern.compile("(?m)^(?:[^|\\n]*\\|)?\\s*(\\w+) +-> +(.*?) *$").matcher(block.group(1));
        while (line.find()) {
            String room = line.group(1);
            Set<String> others = switch (line.group(2)) {
                case "nothing" -> Set.of();
                case "every room" ->
                    Rooms.all().stream().filter(other -> !other.equals(room)).collect(Collectors.toSet());
                default -> Arrays.stream(line.group(2).split(", *")).collect(Collectors.toSet());
            };
            assertThat(imports.put(room, others)).as(room + " is drawn once").isNull();
        }
        return imports;
    }
}
