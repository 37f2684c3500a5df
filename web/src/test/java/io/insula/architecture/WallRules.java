package io.insula.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What keeps the walls standing: tenancy on entities, permissions on services, SQL in few hands, no shared state. */
record WallRules(House house) {

    /** Entities that are not under the provider's tenancy; each says why in its own comment. */
    private static final Set<String> WITHOUT_TENANCY =
            Set.of("tenant.entity.MembershipEntity", "audit.entity.AuditEntryEntity", "access.entity.ApiKeyEntity");

    /** The only classes, with what is nested in them, that speak SQL themselves. */
    private static final Set<String> SPEAKING_SQL = Set.of(
            "tenant.TenantBinding",
            // Asks the server's data source where it leads and whether it keeps values to itself.
            "tenant.Database",
            // Hands connections on and counts them.
            "tenant.CountedSource",
            "tenant.Gate",
            "tenant.GateCall",
            "tenant.Epochal",
            "tenant.InsulaDataSource",
            "tenant.Walls",
            "access.KeyStore",
            // Found at the gate, before anybody is known; what the browser holds is compared in the database alone.
            "access.browser.BrowserSessions",
            "formation.RevisionStore",
            "formation.RevisionTable",
            // One statement sets what may be set by two at once, which JPQL can only do in two.
            "identity.PreferenceStore",
            "identity.SynopsisStore",
            // One function holds identifiers, one completes a proof, and a range needs the order of code points.
            "identity.IdentifierBook",
            "identity.IdentifierProofs",
            "identity.UserSearch",
            // The catalogue says which tables a user has rows in.
            "identity.ErasureStore",
            // The first hold makes the row that it holds, which JPQL cannot.
            "memory.MemoryHold",
            // Indexes that are to go outlive their users, so nobody is bound: at the gate.
            "memory.working.LeavingStore",
            // One statement decides who has a key, which no query of the provider can say; old ones go by the gate.
            "idempotency.ReservationStore",
            "idempotency.ReservationSweep",
            // A chain is written in batches and read in slices, of more rows than entities are good for.
            "audit.SealStore",
            "audit.ChainTransactions",
            "audit.ChainReader",
            "audit.EntryReader",
            // The first seal makes the key that it is made with, which JPQL cannot; formations are under no tenancy.
            "credential.UserKeys",
            "credential.SecretTable",
            "credential.VaultWitnesses",
            // Goes across all tenants with the owner's password, outside of any server.
            "credential.VaultTable",
            // Due work is found at the gate, before anybody's tenant is known.
            "work.WorkClaims");

    /** Decides whose data source it is. */
    private static final Set<String> CHOOSING = Set.of("tenant.Database");

    private static final String TENANCY = "org.eclipse.persistence.annotations.Multitenant";
    private static final String TENANT_FIELD = "org.hibernate.annotations.TenantId";
    private static final Set<String> SQL_TYPES = Set.of(
            "java.sql.Connection",
            "java.sql.Statement",
            "java.sql.PreparedStatement",
            "java.sql.CallableStatement",
            "java.sql.DriverManager",
            "javax.sql.DataSource");
    private static final Pattern SQL_CALL =
            Pattern.compile("^(getConnection|prepare|nativeSQL|createStatement|execute|addBatch)");
    private static final Set<String> SQL_METHODS =
            Set.of("createNativeQuery", "createStoredProcedureQuery", "createNamedStoredProcedureQuery", "unwrap");

    ArchRule entitiesAreUnderTenancy() {
        return classes()
                .that(describe("are entities", WallRules::isEntity))
                .and(describe("are not listed as exceptions", type -> !isListed(type, WITHOUT_TENANCY)))
                .should(ArchCondition.from(describe(
                        "carry @Multitenant and a field with @TenantId, themselves or by a superclass",
                        WallRules::isUnderTenancy)))
                .allowEmptyShould(true);
    }

    ArchRule sqlOnlyInListedClasses() {
        return noClasses()
                .that(describe("are not listed", type -> !isListed(type, SPEAKING_SQL)))
                .should()
                .callMethodWhere(describe("speaks SQL", WallRules::speaksSql))
                .orShould()
                .beAnnotatedWith("jakarta.persistence.NamedNativeQuery")
                .orShould()
                .beAnnotatedWith("jakarta.persistence.NamedNativeQueries")
                .allowEmptyShould(true);
    }

    /** Looked up by name it would be the application's own pool, also where the server's data source is in use. */
    ArchRule dataSourcesAreInjected() {
        return fields().that()
                .haveRawType("javax.sql.DataSource")
                .and(describe("are not the choice's own", field -> !isListed(field.getOwner(), CHOOSING)))
                .should()
                .notBeAnnotatedWith("jakarta.annotation.Resource")
                .allowEmptyShould(true);
    }

    ArchRule serviceMethodsCarryTheirPermission() {
        return methods()
                .that(describe("are business methods of a service", this::isBusinessMethod))
                .should(ArchCondition.from(describe(
                        "carry @Requires, themselves or by their class",
                        method -> method.isAnnotatedWith("io.insula.kernel.Requires")
                                || method.getOwner().isAnnotatedWith("io.insula.kernel.Requires"))))
                .allowEmptyShould(true);
    }

    ArchRule entitiesStayInside() {
        return methods()
                .that(describe(
                        "are public methods of a bean or service",
                        method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                                && (isBean(method.getOwner())
                                        || method.getOwner().getSimpleName().endsWith("Service"))))
                .should(ArchCondition.from(describe("neither take nor return entities", method -> involved(method)
                        .noneMatch(type -> isEntity(type)))))
                .allowEmptyShould(true);
    }

    ArchRule noMutableStatics() {
        return fields().that(describe(
                        "are static",
                        field -> field.getModifiers().contains(JavaModifier.STATIC)
                                && !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should(ArchCondition.from(describe("be final and immutable", WallRules::isConstant)))
                .allowEmptyShould(true);
    }

    /** A static {@code Map} may be of an immutable kind only: no mutable one is made in a static initialiser. */
    ArchRule noMutableCollectionsInStatics() {
        return classes().should(new ArchCondition<>("make no mutable collection in a static initialiser") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getStaticInitializer().map(JavaCodeUnit::getConstructorCallsFromSelf).orElse(Set.of()).stream()
                        .filter(call -> isMutable(call.getTargetOwner()))
                        .map(JavaConstructorCall::getDescription)
                        .forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
            }
        });
    }

    ArchRule noStandardStreams() {
        return GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);
    }

    static boolean isEntity(JavaClass type) {
        return type.isAnnotatedWith("jakarta.persistence.Entity");
    }

    /** Whether the container makes a transaction around the class's methods. */
    static boolean isBean(JavaClass type) {
        return Stream.of("Stateless", "Stateful", "Singleton", "MessageDriven")
                .anyMatch(kind -> type.isAnnotatedWith("jakarta.ejb." + kind));
    }

    private boolean isListed(JavaClass type, Set<String> names) {
        String outermost = type.getName().split("\\$", 2)[0];
        return names.stream().anyMatch(name -> outermost.equals(house.root() + "." + name));
    }

    private static boolean isUnderTenancy(JavaClass type) {
        return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                        .anyMatch(each -> each.isAnnotatedWith(TENANCY))
                && type.getAllFields().stream().anyMatch(field -> field.isAnnotatedWith(TENANT_FIELD));
    }

    private static boolean speaksSql(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return (SQL_TYPES.stream().anyMatch(owner::isAssignableTo)
                        && SQL_CALL.matcher(call.getName()).find())
                || (owner.isAssignableTo("jakarta.persistence.EntityManager") && SQL_METHODS.contains(call.getName()));
    }

    private boolean isBusinessMethod(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return isBean(method.getOwner())
                && method.getOwner().getSimpleName().endsWith("Service")
                && modifiers.contains(JavaModifier.PUBLIC)
                && !modifiers.contains(JavaModifier.STATIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !method.isAnnotatedWith("jakarta.annotation.PostConstruct")
                && !method.isAnnotatedWith("jakarta.annotation.PreDestroy");
    }

    private static Stream<JavaClass> involved(JavaMethod method) {
        List<JavaType> parameters = method.getParameterTypes();
        return Stream.concat(Stream.of(method.getReturnType()), parameters.stream())
                .flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static boolean isConstant(JavaField field) {
        JavaClass type = field.getRawType();
        boolean hiddenArray = !type.isArray() || field.getModifiers().contains(JavaModifier.PRIVATE);
        return field.getModifiers().contains(JavaModifier.FINAL) && hiddenArray && !isMutable(type);
    }

    private static boolean isMutable(JavaClass type) {
        return isMutableCollection(type)
                || type.getPackageName().startsWith("java.util.concurrent.atomic")
                || type.getPackageName().startsWith("java.util.concurrent.locks")
                || type.getPackageName().startsWith("com.github.benmanes.caffeine")
                || type.isAssignableTo(ThreadLocal.class)
                || type.isAssignableTo(StringBuilder.class)
                || type.isAssignableTo(java.util.Date.class);
    }

    private static boolean isMutableCollection(JavaClass type) {
        DescribedPredicate<JavaClass> collection =
                JavaClass.Predicates.assignableTo(Collection.class).or(JavaClass.Predicates.assignableTo(Map.class));
        return !type.isInterface() && collection.test(type);
    }
}
