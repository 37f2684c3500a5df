package io.insula.access;

import io.insula.formation.Formation;
import io.insula.kernel.Permission;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the running request proved, kept so that it can be proved again when a newer epoch is seen. */
@RequestScoped
public class Caller {

    @Inject
    CurrentTenant current;

    private Resolution resolution;
    private boolean begun;
    private Formation rules;
    private final Set<Permission> exercised = EnumSet.noneOf(Permission.class);

    /** Lets the request in as what it was resolved to. */
    public void enter(Resolution resolved) {
        current.enter(resolved.context());
        resolution = resolved;
    }

    /**
     * What the request was resolved to, for work that leaves it; a request without one is nobody's. What left it acts for
     * that user, and so will the request.
     */
    public Resolution resolution() {
        begin();
        return known();
    }

    /** The same, for looking at it only. */
    public Resolution known() {
        current.context();
        return resolution;
    }

    /** What the request proved itself with; empty where it is nobody's. */
    Optional<Credential> credential() {
        return Optional.ofNullable(resolution).map(Resolution::credential);
    }

    /** Whether the request names no user and acts for the one whom all such requests share. */
    public boolean isNobody() {
        return known().isOfNobody();
    }

    /** The groups that the request's token names; none for a key. */
    public Set<String> groupsOfToken() {
        return credential().map(Credential::groups).orElse(Set.of());
    }

    /** Notes that something is done for the user from now on. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Notes what the request was let do. */
    void exercise(Permission permission) {
        exercised.add(permission);
    }

    /** Whether somebody may not do any more what the request was let do. */
    boolean hasLost(Set<Permission> permissions) {
        return !permissions.containsAll(exercised);
    }

    /** Notes by which revision the request is judged before a transaction has told which one holds; null for none yet. */
    void judgeBy(Formation revision) {
        rules = revision;
    }

    /** By which revision it is judged so far; null where a transaction tells. */
    Formation judgedBy() {
        return rules;
    }

    TenantContext context() {
        return current.context();
    }

    /** Notes what the request was resolved to at a newer epoch. */
    void confirmed(Resolution resolved) {
        current.correct(resolved.context());
        resolution = resolved;
    }
}
