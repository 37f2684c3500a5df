package io.insula.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;

/** Who may know whom: rooms, floors, layers, and where HTTP and persistence are allowed to be mentioned. */
record RoomRules(House house) {

    ArchRule onlyKnownRooms() {
        DescribedPredicate<JavaClass> known = describe(
                "lie in a known room, or in its layer .entity or .rest",
                type -> house.roomOf(type).filter(house::isKnown).isPresent()
                        && house.layerOf(type)
                                .map(layer -> house.isLayer(type, House.ENTITY) || house.isLayer(type, House.REST))
                                .orElse(true)
                        && type.getPackageName().split("\\.").length
                                <= house.root().split("\\.").length + 2);
        return classes().should(ArchCondition.from(known));
    }

    ArchRule onlyLowerFloors() {
        return noClasses()
                .should(depend(
                        "use a room that is not on a lower floor",
                        (from, to) -> house.roomOf(from).isPresent()
                                && house.roomOf(to).isPresent()
                                && !house.mayUse(
                                        house.roomOf(from).get(),
                                        house.roomOf(to).get())));
    }

    ArchRule noCycles() {
        return slices().matching(house.root() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    /** What is not itself an entity in {@code tenant.entity} is there for all entities to stand on. */
    ArchRule noForeignEntities() {
        return noClasses()
                .should(depend(
                        "use the entities of another room",
                        (from, to) -> house.isLayer(to, House.ENTITY)
                                && !house.roomOf(from).equals(house.roomOf(to))
                                && !(house.isLayer(from, House.ENTITY) && isCommonGround(to))));
    }

    ArchRule noEntitiesInTheWeb() {
        return noClasses()
                .that(house.web())
                .should()
                .dependOnClassesThat(house.layer(House.ENTITY))
                .orShould()
                .dependOnClassesThat(resideInAPackage("jakarta.persistence.."))
                .allowEmptyShould(true);
    }

    /** {@code .rest} uses the room, a chamber too, the room uses {@code .entity}; nobody looks back up. */
    ArchRule layersLookOneWay() {
        return noClasses()
                .should(depend(
                        "look up from a layer to the one above",
                        (from, to) -> house.holds(to)
                                && ((house.isLayer(to, House.REST) && !house.isLayer(from, House.REST))
                                        || (house.isLayer(from, House.ENTITY) && !house.isLayer(to, House.ENTITY))
                                        || looksIntoItsChamber(from, to))));
    }

    ArchRule entityManagersOnlyInRooms() {
        return noClasses()
                .that(DescribedPredicate.not(house.rooms()))
                .should()
                .dependOnClassesThat(describe(
                        "manage entities",
                        type -> type.getName().equals("jakarta.persistence.EntityManager")
                                || type.getName().equals("jakarta.persistence.EntityManagerFactory")))
                .allowEmptyShould(true);
    }

    ArchRule httpOnlyInTheWeb() {
        return noClasses()
                .that(DescribedPredicate.not(house.web()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..", "jakarta.faces..", "jakarta.websocket..")
                .allowEmptyShould(true);
    }

    /** Whoever opened a connection by itself would pass the policy that judges addresses. */
    ArchRule networkOnlyInEgress() {
        return noClasses()
                .that(describe(
                        "are not of the room egress",
                        type -> house.roomOf(type).filter("egress"::equals).isEmpty()))
                .should()
                .dependOnClassesThat(describe(
                        "call other servers",
                        type -> type.getPackageName().startsWith("java.net.http")
                                || type.getPackageName().startsWith("org.apache.hc")
                                || type.getPackageName().startsWith("org.zeromq")
                                || type.isAssignableTo("java.net.Socket")
                                || type.isAssignableTo("java.net.URLConnection")
                                || type.isAssignableTo("java.nio.channels.SocketChannel")))
                .allowEmptyShould(true);
    }

    private boolean looksIntoItsChamber(JavaClass from, JavaClass to) {
        return house.isChamber(to)
                && house.isRoom(from)
                && house.roomOf(from).equals(house.roomOf(to))
                && !from.getPackageName().equals(to.getPackageName());
    }

    private boolean isCommonGround(JavaClass type) {
        return house.roomOf(type).filter("tenant"::equals).isPresent()
                && !type.isAnnotatedWith("jakarta.persistence.Entity");
    }

    private static ArchCondition<JavaClass> depend(String what, BiPredicate<JavaClass, JavaClass> wrong) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (wrong.test(type, target)) {
                        events.add(SimpleConditionEvent.satisfied(type, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
