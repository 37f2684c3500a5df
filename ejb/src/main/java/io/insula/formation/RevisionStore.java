package io.insula.formation;

import io.insula.kernel.Change;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PublicId;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.Epochal;
import io.insula.tenant.Gate;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The revisions of formations in the database. What is stored is the unresolved source, so no secret ever comes here. A
 * revision that comes from a directory becomes the active one only when it was never seen before: two nodes with
 * different directories must not fight, and a roll-back must survive a restart.
 */
@Stateless
public class RevisionStore {

    private static final String RESOURCE = "formation";

    @Inject
    DataSource dataSource;

    @Inject
    FormationConfiguration configuration;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    Gate gate;

    @Inject
    Event<Change> changes;

    /** Which revision is active, while nobody can change that; empty before the first. */
    public record Held(Optional<String> active, FormationSource source) {}

    /**
     * Offers what a directory holds. A revision never seen before is stored and activated, with its default tenant.
     *
     * @return the source of the active revision, which may be another one
     */
    public FormationSource offer(TenantContext server, FormationSource source, Tenancy tenancy) {
        binding.bind(Scope.PLATFORM, server);
        String formation = server.formation();
        return in(formation, table -> {
            String active = table.hold().orElse(null);
            if (!table.isForgotten(source.hash()) && table.add(source, server.actor(), null)) {
                activate(table, source.hash(), active);
                gate.joinTenant(
                        formation,
                        tenancy.defaultTenant(),
                        PublicId.next("tnt"),
                        Integer.MAX_VALUE,
                        new Gate.Asker(server.actor(), server.requestId()));
                binding.bindAgain();
                forgetOld(table);
                return source;
            }
            return table.source(table.hold().orElseThrow()).orElseThrow();
        });
    }

    /** The source of a formation's active revision; empty before the first. */
    public Optional<FormationSource> active(TenantContext server) {
        binding.bind(Scope.PLATFORM, server);
        return Optional.ofNullable(hold().source());
    }

    /** Whether a source was never seen as a revision of its formation. */
    public boolean isNews(TenantContext server, FormationSource source) {
        binding.bind(Scope.PLATFORM, server);
        return in(
                server.formation(),
                table -> !table.isForgotten(source.hash())
                        && table.find(source.hash()).isEmpty());
    }

    /** Takes hold of the formation that the transaction is bound to, until its end. */
    public Held hold() {
        return in(binding.formation(), table -> {
            Optional<String> active = table.hold();
            FormationSource source =
                    active.isEmpty() ? null : table.source(active.get()).orElseThrow();
            return new Held(active, source);
        });
    }

    /** Stores a revision, unless there is one of the same source; returns whether there was none. */
    public boolean add(FormationSource source, String comment) {
        return in(binding.formation(), table -> {
            boolean added = table.add(source, binding.context().actor(), comment);
            if (added) {
                changes.fire(new Change("formation.upload", RESOURCE, source.hash()));
                forgetOld(table);
            }
            return added;
        });
    }

    /** Makes a revision the active one in place of another; from the commit on, every node knows. */
    public void activate(String hash, String before) {
        in(binding.formation(), table -> {
            activate(table, hash, before);
            return null;
        });
    }

    public Optional<Revision> find(String hash) {
        return in(binding.formation(), table -> table.find(hash));
    }

    public Optional<FormationSource> source(String hash) {
        return in(binding.formation(), table -> table.source(hash));
    }

    /** Newest first. */
    public Page<Revision> list(PageRequest page) {
        return page.slice(in(binding.formation(), table -> table.newest(page)), RevisionTable::position);
    }

    private void activate(RevisionTable table, String hash, String before) throws SQLException {
        table.activate(hash, before);
        epochs.raise(binding.formation(), null);
        changes.fire(new Change("formation.activate", RESOURCE, hash));
    }

    private void forgetOld(RevisionTable table) throws SQLException {
        for (String hash : table.forget(configuration.revisions())) {
            changes.fire(new Change("formation.forget", RESOURCE, hash));
        }
    }

    private <T> T in(String formation, Statements<T> statements) {
        try (Connection connection = dataSource.getConnection()) {
            return statements.run(new RevisionTable(connection, formation));
        } catch (SQLException e) {
            throw new DatabaseException("The revisions of the formation " + formation + " did not answer", e);
        }
    }

    @FunctionalInterface
    private interface Statements<T> {
        T run(RevisionTable table) throws SQLException;
    }
}
