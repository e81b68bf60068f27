package dev.extls;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House rules that the compiler cannot hold: exits, clocks, sleeps, catches, names and package descriptions. */
class HouseRulesTest {
    private static final Pattern CATCH = Pattern.compile("\\bcatch\\s*\\(([^)]*)\\)");
    private static final Pattern SLEEP = Pattern.compile("\\b(Thread|TimeUnit(\\.\\w+)?)\\s*(\\.|::)\\s*sleep\\b");
    private static final Pattern PACKAGE_JAVADOC =
            Pattern.compile("\\A/\\*\\*(?<text>.*?)\\*/\\s*@NullMarked\\s+package\\s", Pattern.DOTALL);

    @Test
    void onlyMainEndsTheProgram() {
        noClasses()
                .that(describe("are not Main", type -> !type.getName().equals("dev.extls.cli.Main")))
                .should()
                .accessTargetWhere(calls("end the JVM", HouseRulesTest::endsTheProgram))
                .check(House.CLASSES);
    }

    @Test
    void onlyRoomsWithAClockLookAtIt() {
        noClasses()
                .that(RoomsTest.standOutside(Rooms.WITH_A_CLOCK))
                .should()
                .accessTargetWhere(calls("look at the clock", HouseRulesTest::readsAClock))
                .check(House.CLASSES);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .accessTargetWhere(calls(
                        "sleep",
                        target -> target.getName().equals("sleep")
                                && (target.getOwner().isAssignableTo(Thread.class)
                                        || target.getOwner().isAssignableTo(TimeUnit.class))))
                .check(House.CLASSES);
    }

    @Test
    void noTestSleeps() {
        assertThat(House.sources(House.TEST_SOURCES))
                .allSatisfy((file, source) ->
                        assertThat(House.codeOf(source)).as(file.toString()).doesNotContainPattern(SLEEP));
    }

    @Test
    void onlyTheBordersCatchEverything() {
        assertThat(House.sources(House.MAIN_SOURCES)).allSatisfy((file, source) -> {
            if (!Rooms.BORDERS.contains(House.roomOf(file))) {
                assertThat(caughtBroadly(source)).as(file.toString()).isEmpty();
            }
        });
    }

    @Test
    void aCatchOfEverythingIsFoundInCodeAndNotInWords() {
        assertThat(caughtBroadly("try { } catch (final IOException | Throwable e) { }"))
                .hasSize(1);
        assertThat(caughtBroadly("try { } catch\n(java.lang.Exception e) { }")).hasSize(1);
        assertThat(caughtBroadly("try { } catch (RuntimeException e) { }")).isEmpty();
        assertThat(caughtBroadly("// catch (Exception e)\n/* catch (Throwable t) */ \"catch (Exception e)\""))
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatLivesThere() {
        assertThat(House.packages()).isNotEmpty().allSatisfy(name -> {
            Path file = House.MAIN_SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java");
            assertThat(Files.exists(file)).as(file.toString()).isTrue();
            Matcher javadoc = PACKAGE_JAVADOC.matcher(House.text(file));
            assertThat(javadoc.find())
                    .as(file + " has a Javadoc and @NullMarked")
                    .isTrue();
            assertThat(javadoc.group("text").replaceAll("[\\s*]+", " ").strip())
                    .as("the text of " + file)
                    .hasSizeGreaterThan(20);
        });
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Managers?|Helpers?|Utils?|Impl|Base|Info|Data)$")
                .check(House.CLASSES);
    }

    @Test
    void methodsAreCalledAfterWhatTheyGiveWithoutGet() {
        noMethods()
                .that(describe("are our own names", method -> !overridesALibrary(method)))
                .should()
                .haveNameMatching("get[A-Z].*")
                .check(House.CLASSES);
    }

    @Test
    void noRecordHoldsABareArray() {
        noFields()
                .that(describe(
                        "are components of a record",
                        field -> field.getOwner().isRecord()
                                && !field.getModifiers().contains(JavaModifier.STATIC)))
                .should()
                .haveRawType(describe("an array", JavaClass::isArray))
                .check(House.CLASSES);
    }

    private static boolean endsTheProgram(AccessTarget target) {
        return Set.of("exit", "halt").contains(target.getName())
                && (target.getOwner().isEquivalentTo(System.class)
                        || target.getOwner().isEquivalentTo(Runtime.class));
    }

    private static boolean readsAClock(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        if (owner.isEquivalentTo(System.class)) {
            return Set.of("nanoTime", "currentTimeMillis").contains(name);
        }
        if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system");
        }
        // now(Clock) is how a given clock is read.
        return owner.getPackageName().equals("java.time")
                && name.equals("now")
                && !target.getFullName().endsWith("(java.time.Clock)");
    }

    private static boolean overridesALibrary(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .filter(parent -> House.roomOf(parent).isEmpty())
                .anyMatch(parent -> parent.getMethods().stream()
                        .anyMatch(inherited -> inherited.getName().equals(method.getName())));
    }

    private static List<String> caughtBroadly(String source) {
        return CATCH.matcher(House.codeOf(source))
                .results()
                .map(found -> found.group(1))
                .filter(parameter -> Arrays.stream(parameter.split("[\\s|]+"))
                        .anyMatch(word -> word.matches("(java\\.lang\\.)?(Exception|Throwable)")))
                .toList();
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String description, Predicate<AccessTarget> target) {
        return describe(description, access -> target.test(access.getTarget()));
    }
}
