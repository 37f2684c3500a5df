package io.insula.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * No model, tool, webhook or embedding is called inside a transaction. Every call is followed, through classes without a
 * transaction of their own and through all implementations of an interface, until it leaves the house.
 */
record TransactionRules(House house) {

    private static final Set<String> SLOW = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.URLConnection",
            "java.nio.channels.SocketChannel",
            "java.lang.ProcessBuilder");
    private static final Set<String> SUSPENDING = Set.of("NOT_SUPPORTED", "NEVER");

    ArchRule nothingSlowInATransaction() {
        return classes().should(new ArchCondition<>("call nothing slow inside a transaction") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                        .filter(TransactionRules::isTransactional)
                        .forEach(method -> follow(method, events));
            }
        });
    }

    private void follow(JavaMethod start, ConditionEvents events) {
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(start));
        Deque<JavaCodeUnit> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (JavaMethodCall call : next.remove().getMethodCallsFromSelf()) {
                if (isSlow(call.getTargetOwner())) {
                    events.add(SimpleConditionEvent.violated(
                            start, start.getFullName() + " is transactional, but " + call.getDescription()));
                }
                targets(call).filter(seen::add).forEach(next::add);
            }
        }
    }

    /** The methods that a call may run inside the same transaction. */
    private Stream<JavaMethod> targets(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        if (!house.holds(owner)) {
            return Stream.empty();
        }
        boolean withinTheClass = owner.equals(call.getOriginOwner());
        return Stream.concat(Stream.of(owner), owner.getAllSubclasses().stream())
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().equals(call.getName())
                        && method.getRawParameterTypes().size()
                                == call.getTarget().getRawParameterTypes().size())
                .filter(method -> withinTheClass || !hasItsOwnTransactions(method));
    }

    private boolean isSlow(JavaClass type) {
        return type.getPackageName().startsWith("java.net.http")
                || type.getName().equals(house.root() + ".embedding.Embedder")
                || type.getName().equals(house.root() + ".egress.EgressClient")
                || type.getName().equals(house.root() + ".egress.FrameClient")
                || SLOW.stream().anyMatch(type::isAssignableTo);
    }

    private static boolean isTransactional(JavaMethod method) {
        JavaClass owner = method.getOwner();
        boolean managed = WallRules.isBean(owner)
                || owner.isAnnotatedWith("jakarta.transaction.Transactional")
                || method.isAnnotatedWith("jakarta.transaction.Transactional");
        return managed && !suspends(method);
    }

    /** Beans are judged by themselves; calling one that suspends the transaction is the way out. */
    private static boolean hasItsOwnTransactions(JavaMethod method) {
        return WallRules.isBean(method.getOwner());
    }

    private static boolean suspends(JavaMethod method) {
        return attribute(method) == null
                ? SUSPENDING.contains(String.valueOf(attribute(method.getOwner())))
                : SUSPENDING.contains(attribute(method));
    }

    private static String attribute(CanBeAnnotated annotated) {
        return Stream.of("jakarta.ejb.TransactionAttribute", "jakarta.transaction.Transactional")
                .filter(annotated::isAnnotatedWith)
                .map(name -> annotationValue(annotated, name))
                .findFirst()
                .orElse(null);
    }

    private static String annotationValue(CanBeAnnotated annotated, String name) {
        Object value = annotated instanceof JavaClass type
                ? type.getAnnotationOfType(name).get("value").orElse(null)
                : ((JavaMethod) annotated)
                        .getAnnotationOfType(name)
                        .get("value")
                        .orElse(null);
        return value instanceof JavaEnumConstant constant ? constant.name() : null;
    }
}
