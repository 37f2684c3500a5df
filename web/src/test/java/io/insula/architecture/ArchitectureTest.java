package io.insula.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole product, against the plan of the house. No rule is frozen and none has a list of things to ignore. */
class ArchitectureTest {

    private static final House HOUSE = new House("io.insula");
    private static final SourceTree SOURCES = SourceTree.ofProject();
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("server-config") && !location.contains("insula-postgres"))
            .importPackages(HOUSE.root());

    static Stream<Named<ArchRule>> rules() {
        return rulesFor(HOUSE);
    }

    static Stream<Named<ArchRule>> rulesFor(House house) {
        RoomRules rooms = new RoomRules(house);
        WallRules walls = new WallRules(house);
        return Stream.of(
                Named.of("only known rooms", rooms.onlyKnownRooms()),
                Named.of("only lower floors", rooms.onlyLowerFloors()),
                Named.of("no cycles", rooms.noCycles()),
                Named.of("no foreign entities", rooms.noForeignEntities()),
                Named.of("no entities in the web", rooms.noEntitiesInTheWeb()),
                Named.of("layers look one way", rooms.layersLookOneWay()),
                Named.of("entity managers only in rooms", rooms.entityManagersOnlyInRooms()),
                Named.of("HTTP only in the web", rooms.httpOnlyInTheWeb()),
                Named.of("network only in egress", rooms.networkOnlyInEgress()),
                Named.of("entities are under tenancy", walls.entitiesAreUnderTenancy()),
                Named.of("SQL only in listed classes", walls.sqlOnlyInListedClasses()),
                Named.of("data sources are injected", walls.dataSourcesAreInjected()),
                Named.of("service methods carry their permission", walls.serviceMethodsCarryTheirPermission()),
                Named.of("entities stay inside", walls.entitiesStayInside()),
                Named.of("no mutable statics", walls.noMutableStatics()),
                Named.of("no mutable collections in statics", walls.noMutableCollectionsInStatics()),
                Named.of("no standard streams", walls.noStandardStreams()),
                Named.of("nothing slow in a transaction", new TransactionRules(house).nothingSlowInATransaction()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theProductKeepsToThePlan(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @Test
    void seesEveryClassOfTheModulesItJudges() {
        Set<String> written = SOURCES.files().stream()
                .filter(file -> file.main() && file.isType())
                .filter(file -> Set.of("persistence", "ejb", "web").contains(file.module()))
                .map(file -> file.packageName() + "." + file.name())
                .collect(Collectors.toSet());

        assertThat(written).contains("io.insula.kernel.PlatformException");
        assertThat(PRODUCT.stream().map(JavaClass::getName)).containsAll(written);
    }

    @Test
    void noPackageIsSplitOverModules() {
        assertThat(new SourceRules(SOURCES).splitPackages()).isEmpty();
    }

    @Test
    void everyPackageIsDescribed() {
        assertThat(new SourceRules(SOURCES).undescribedPackages()).isEmpty();
    }

    @Test
    void everyRoomWithRowsShowsItsIsolation() {
        Set<String> roomsWithRows = PRODUCT.stream()
                .filter(WallRules::isEntity)
                .map(HOUSE::roomOf)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());

        assertThat(new SourceRules(SOURCES).roomsWithoutIsolationTest(roomsWithRows))
                .isEmpty();
    }
}
