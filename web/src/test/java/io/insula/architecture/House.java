package io.insula.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plan of the house: which rooms there are, on which floor each lies, and which layer of a room a class belongs to.
 * A large room may have chambers: packages that are part of the room, use it, and that the rest of it does not know.
 *
 * @param root the package that the rooms lie in
 */
record House(String root) {

    static final String ENTITY = "entity";
    static final String REST = "rest";
    static final String CONSOLE = "console";

    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("kernel", -1),
            Map.entry("telemetry", 0),
            Map.entry("input", 0),
            Map.entry("health", 0),
            Map.entry("tenant", 1),
            Map.entry("egress", 1),
            Map.entry("openapi", 1),
            Map.entry("formation", 2),
            Map.entry("identity", 2),
            Map.entry("issuer", 2),
            Map.entry("access", 3),
            Map.entry("usage", 3),
            Map.entry("model", 3),
            Map.entry("audit", 4),
            Map.entry("credential", 4),
            Map.entry("embedding", 4),
            Map.entry("search", 4),
            Map.entry("idempotency", 4),
            Map.entry("work", 4),
            Map.entry("memory", 5),
            Map.entry("workspace", 5),
            Map.entry("connection", 4),
            Map.entry("tool", 5),
            Map.entry("chat", 6),
            Map.entry("evaluation", 7),
            Map.entry("request", 7),
            Map.entry("workflow", 7),
            Map.entry("mcp", 8),
            Map.entry(CONSOLE, 8));

    private static final Set<String> CHAMBERS = Set.of(
            "access.browser",
            "access.key",
            "access.logout",
            "access.role",
            "access.start",
            "memory.transfer",
            "memory.value",
            "memory.working");

    /** The room of a class, known or not; empty for classes of the root itself and of other houses. */
    Optional<String> roomOf(JavaClass type) {
        return part(type, 0);
    }

    /** The layer of a class: {@code entity}, {@code rest}, whatever else follows the room, or empty for the room. */
    Optional<String> layerOf(JavaClass type) {
        return isChamber(type) ? Optional.empty() : part(type, 1);
    }

    boolean isChamber(JavaClass type) {
        return roomOf(type)
                .flatMap(room -> part(type, 1).map(second -> room + "." + second))
                .filter(CHAMBERS::contains)
                .isPresent();
    }

    boolean holds(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    boolean isKnown(String room) {
        return FLOORS.containsKey(room);
    }

    /** Whether a class of {@code from} may use one of {@code to}: downstairs, or within the room. */
    boolean mayUse(String from, String to) {
        return from.equals(to) || (isKnown(from) && isKnown(to) && FLOORS.get(to) < FLOORS.get(from));
    }

    boolean isLayer(JavaClass type, String layer) {
        return holds(type) && layerOf(type).filter(layer::equals).isPresent();
    }

    /** Whether a class answers HTTP: the rest layers and the console. */
    boolean isWeb(JavaClass type) {
        return isLayer(type, REST) || roomOf(type).filter(CONSOLE::equals).isPresent();
    }

    /** Whether a class belongs to a room's own package, neither to a layer of it nor to the console. */
    boolean isRoom(JavaClass type) {
        return roomOf(type).isPresent() && layerOf(type).isEmpty() && !isWeb(type);
    }

    DescribedPredicate<JavaClass> web() {
        return DescribedPredicate.describe("answer HTTP", this::isWeb);
    }

    DescribedPredicate<JavaClass> layer(String layer) {
        return DescribedPredicate.describe("are of a layer ." + layer, type -> isLayer(type, layer));
    }

    DescribedPredicate<JavaClass> rooms() {
        return DescribedPredicate.describe("are a room's own", this::isRoom);
    }

    private Optional<String> part(JavaClass type, int index) {
        if (!type.getPackageName().startsWith(root + ".")) {
            return Optional.empty();
        }
        String[] parts = type.getPackageName().substring(root.length() + 1).split("\\.", -1);
        return index < parts.length ? Optional.of(parts[index]) : Optional.empty();
    }
}
