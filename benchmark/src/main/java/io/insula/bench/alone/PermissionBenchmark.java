package io.insula.bench.alone;

import io.insula.access.Claimant;
import io.insula.access.Entitlement;
import io.insula.formation.AccessRules;
import io.insula.formation.AccessRules.Assignment;
import io.insula.formation.AccessRules.Role;
import io.insula.formation.Place;
import io.insula.formation.Subject;
import io.insula.kernel.Permission;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.casbin.jcasbin.main.CachedEnforcer;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/**
 * What a decision costs where so many users have one of ten roles each: read from the formation's rules anew, taken from
 * what was read before, and made by jCasbin from the same assignments, all in one process. Asked is for the user who stands
 * last.
 */
public final class PermissionBenchmark {

    private static final String TENANT = "acme";
    private static final int ROLES = 10;
    private static final int ROUNDS = 15;
    private static final int WARM_AFTER = 6;
    private static final long TURN_NANOS = 400_000_000;
    private static final int AT_ONCE = 100;
    private static final double NANOS_PER_MICRO = 1e3;

    private static final String MODEL =
            """
            [request_definition]
            r = sub, dom, act
            [policy_definition]
            p = sub, dom, act
            [role_definition]
            g = _, _, _
            [policy_effect]
            e = some(where (p.eft == allow))
            [matchers]
            m = g(r.sub, p.sub, r.dom) && r.dom == p.dom && r.act == p.act
            """;

    private PermissionBenchmark() {}

    /** Under what a decision is remembered; jCasbin joins its words to a text instead. */
    private record Who(String tenant, String user) {}

    public static void main(String[] words) {
        int assignments = Integer.getInteger("bench.access", 0);
        if (assignments > 0) {
            measure(parts(assignments), assignments, System.out);
        }
    }

    private static Map<String, BooleanSupplier> parts(int assignments) {
        String last = user(assignments - 1);
        AccessRules rules = rules(assignments);
        Claimant who = new Claimant(TENANT, Set.of(last), List.of());
        Map<Who, Set<Permission>> remembered = new ConcurrentHashMap<>();
        remembered.put(
                new Who(TENANT, last), Entitlement.of(rules, "default", who).permissions());
        Enforcer enforcer = fill(new Enforcer(model()), assignments);
        Enforcer caching = fill(new CachedEnforcer(model()), assignments);
        Map<String, BooleanSupplier> parts = new LinkedHashMap<>();
        parts.put("remembered", () -> remembered.get(new Who(TENANT, last)).contains(Permission.CHAT));
        parts.put(
                "read anew",
                () -> Entitlement.of(rules, "default", who).of(Permission.CHAT).isPresent());
        parts.put("jCasbin, remembered", () -> caching.enforce(last, TENANT, "chat"));
        parts.put("jCasbin", () -> enforcer.enforce(last, TENANT, "chat"));
        return parts;
    }

    private static AccessRules rules(int assignments) {
        Place place = new Place("formation.afs", 1, 1);
        List<Role> roles = IntStream.range(0, ROLES)
                .mapToObj(role -> new Role(
                        "role" + role,
                        List.of("chat"),
                        place,
                        IntStream.range(0, assignments)
                                .filter(number -> number % ROLES == role)
                                .mapToObj(number ->
                                        new Assignment(new Subject(Subject.Kind.USER, TENANT, user(number)), place))
                                .toList()))
                .toList();
        return new AccessRules(roles, Map.of());
    }

    private static Model model() {
        Model model = new Model();
        model.loadModelFromText(MODEL);
        return model;
    }

    private static Enforcer fill(Enforcer enforcer, int assignments) {
        // By default it writes a line for each decision.
        enforcer.enableLog(false);
        IntStream.range(0, ROLES).forEach(role -> enforcer.addPolicy("role" + role, TENANT, "chat"));
        IntStream.range(0, assignments)
                .forEach(number -> enforcer.addGroupingPolicy(user(number), "role" + number % ROLES, TENANT));
        return enforcer;
    }

    private static String user(int number) {
        return "user-" + number;
    }

    private static void measure(Map<String, BooleanSupplier> parts, int assignments, PrintStream out) {
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, BooleanSupplier> part : parts.entrySet()) {
                double each = turn(part.getValue());
                if (round >= WARM_AFTER) {
                    micros.computeIfAbsent(part.getKey(), unknown -> new ArrayList<>())
                            .add(each);
                }
            }
        }
        out.println("| a decision over " + assignments + " assignments | µs each |\n|---|---|");
        micros.forEach((part, rounds) -> out.printf(Locale.ROOT, "| %s | %.3f |%n", part, median(rounds)));
    }

    private static double turn(BooleanSupplier part) {
        long begun = System.nanoTime();
        long made = 0;
        long taken = 0;
        while (taken < TURN_NANOS) {
            for (int i = 0; i < AT_ONCE; i++) {
                if (!part.getAsBoolean()) {
                    throw new IllegalStateException("What is granted was denied");
                }
            }
            made += AT_ONCE;
            taken = System.nanoTime() - begun;
        }
        return taken / NANOS_PER_MICRO / made;
    }

    private static double median(List<Double> rounds) {
        return rounds.stream().sorted().skip(rounds.size() / 2).findFirst().orElseThrow();
    }
}
