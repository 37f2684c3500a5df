package io.insula.embedding;

import io.insula.embedding.IndexPlaces.Tenant;
import io.insula.identity.HeldUser;
import io.insula.identity.Keepsakes;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An index for each tenant of each formation, on this node's own disk or in its memory: a graph of meanings and a list of
 * words in one. No index ever spans tenants. Outside a container: construct, {@link #close()}.
 */
@ApplicationScoped
public class LuceneVectorIndex implements VectorIndex, Keepsakes, AutoCloseable {

    private final OpenIndexes indexes;

    /** Only for the container's proxy, which never uses it. */
    protected LuceneVectorIndex() {
        this.indexes = null;
    }

    @Inject
    LuceneVectorIndex(IndexConfiguration configuration, Clock clock) {
        this.indexes = new OpenIndexes(
                IndexPlaces.at(configuration.directory(), clock),
                configuration.open(),
                configuration.bytes(),
                configuration.keep());
    }

    /** With default settings; {@code directory} may be {@code memory}. */
    public static LuceneVectorIndex in(String directory) {
        return new LuceneVectorIndex(IndexConfiguration.in(directory), Clock.systemUTC());
    }

    @Override
    public Held held(Owner owner) {
        Tenant tenant = tenant(owner);
        return indexes.holds(tenant)
                ? indexes.use(tenant, index -> index.held(owner.user()), Held.NOTHING)
                : Held.NOTHING;
    }

    @Override
    public void take(Owner owner, List<Entry> newer, long revision) {
        change(owner, index -> index.take(owner.user(), newer, revision));
    }

    @Override
    public void sweep(Owner owner, Set<String> living, long revision) {
        change(owner, index -> index.sweep(owner.user(), living, revision));
    }

    @Override
    public List<String> propose(Owner owner, Question question) {
        return indexes.use(tenant(owner), index -> index.propose(owner.user(), question), List.of());
    }

    @Override
    public Counts count(Owner owner, List<String> terms) {
        return indexes.use(tenant(owner), index -> index.count(owner.user(), terms), Counts.NONE);
    }

    @Override
    public void forget(Owner owner) {
        if (indexes.holds(tenant(owner))) {
            change(owner, index -> index.forget(owner.user()));
        }
    }

    /** Those in the indexes that are open. */
    @Override
    public Set<HeldUser> users() {
        return indexes.tenants().stream()
                .flatMap(tenant -> indexes.use(tenant, TenantIndex::users, Set.<String>of()).stream()
                        .map(user -> new HeldUser(tenant.formation(), tenant.tenant(), user)))
                .collect(Collectors.toSet());
    }

    /** Nobody knows whose an index is that is not open; one that nobody opens goes. */
    @Override
    public void tidy() {
        indexes.tidy();
    }

    /** Closes every index; what was taken so far lies on the disk then. */
    @Override
    @PreDestroy
    public void close() {
        indexes.close();
    }

    private void change(Owner owner, Change change) {
        indexes.use(
                tenant(owner),
                index -> {
                    change.in(index);
                    return true;
                },
                false);
    }

    private static Tenant tenant(Owner owner) {
        return new Tenant(owner.formation(), owner.tenant());
    }

    @FunctionalInterface
    private interface Change {
        void in(TenantIndex index) throws IOException;
    }
}
