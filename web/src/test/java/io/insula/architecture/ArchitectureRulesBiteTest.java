package io.insula.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A small house with one fault of each kind: every rule must find its own, and leave the orderly classes alone. */
class ArchitectureRulesBiteTest {

    private static final House HOUSE = new House("io.insula.architecture.fixture");
    private static final JavaClasses FAULTY = new ClassFileImporter().importPackages(HOUSE.root());
    private static final Map<String, ArchRule> RULES =
            ArchitectureTest.rulesFor(HOUSE).collect(Collectors.toMap(Named::getName, Named::getPayload));

    /** An orderly class as the one that does wrong, not as the one that it is done to. */
    private static final Pattern ORDERLY_CULPRIT = Pattern.compile("^[^<(]*(<[\\w.$]*)?Orderly");

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("only known rooms", List.of("attic.Trunk", "memory.shelf.Box")),
                arguments("only lower floors", List.of("kernel.Cellar", "identity.Neighbour", "attic.Trunk")),
                arguments("no cycles", List.of("kernel.Cellar")),
                arguments("no foreign entities", List.of("chat.NosyService")),
                arguments("no entities in the web", List.of("memory.rest.LeakyResource")),
                arguments(
                        "layers look one way",
                        List.of("memory.entity.StrayEntity", "memory.PeepingService", "chat.NosyService")),
                arguments("entity managers only in rooms", List.of("memory.rest.LeakyResource")),
                arguments("HTTP only in the web", List.of("chat.NosyService")),
                arguments("network only in egress", List.of("chat.RemoteResponder")),
                arguments("entities are under tenancy", List.of("memory.entity.StrayEntity")),
                arguments("SQL only in listed classes", List.of("chat.NosyService.sql", "chat.NosyService.query")),
                arguments("data sources are injected", List.of("chat.NosyService.pool")),
                arguments("service methods carry their permission", List.of("chat.NosyService.unguarded")),
                arguments("entities stay inside", List.of("chat.NosyService.entities", "chat.NosyService.take")),
                arguments(
                        "no mutable statics", List.of("chat.Shared.counter", "chat.Shared.TOTAL", "chat.Shared.OPEN")),
                arguments("no mutable collections in statics", List.of("chat.Shared")),
                arguments("no standard streams", List.of("chat.Shared")),
                arguments(
                        "nothing slow in a transaction",
                        List.of(
                                "chat.NosyService.direct",
                                "chat.NosyService.throughAnInterface",
                                "chat.NosyService.self")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findsTheFault(String rule, List<String> culprits) {
        List<String> found = RULES.get(rule).evaluate(FAULTY).getFailureReport().getDetails();

        for (String culprit : culprits) {
            assertThat(found).anySatisfy(text -> assertThat(text).contains(HOUSE.root() + "." + culprit));
        }
        assertThat(found).noneMatch(text -> ORDERLY_CULPRIT.matcher(text).find());
    }

    @Test
    void everyRuleIsPutToTheTest() {
        assertThat(faults().map(fault -> fault.get()[0])).containsExactlyInAnyOrderElementsOf(RULES.keySet());
    }

    @Test
    void findsFaultsOfPlace(@TempDir Path project) throws IOException {
        write(project, "ejb/src/main/java/io/insula/memory/Memory.java");
        write(project, "ejb/src/main/java/io/insula/memory/package-info.java");
        write(project, "server-config/x/src/main/java/io/insula/memory/Other.java");
        write(project, "web/src/main/java/io/insula/memory/rest/MemoriesResource.java");
        write(project, "web/src/test/java/io/insula/memory/MemoryIsolationIT.java");
        write(project, "web/target/src/main/java/io/insula/audit/Generated.java");

        SourceRules rules = new SourceRules(SourceTree.of(project));

        assertThat(rules.splitPackages()).containsOnly(Map.entry("io.insula.memory", Set.of("ejb", "server-config/x")));
        assertThat(rules.undescribedPackages()).containsExactly("io.insula.memory.rest");
        assertThat(rules.roomsWithoutIsolationTest(List.of("memory", "chat"))).containsExactly("chat");
    }

    private static void write(Path project, String file) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createFile(path);
    }
}
