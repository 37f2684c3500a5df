package io.insula.identity;

import io.insula.identity.entity.SynopsisEntity;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The synopsis of the user to whom the running transaction is bound. */
@ApplicationScoped
public class SynopsisStore {

    /** One row per user, however many make it at once. */
    private static final String KEEP =
            """
            insert into insula.synopsis (tenant_id, formation_id, user_id, content, author, basis, memories, made_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant_id, formation_id, user_id) do update
               set content = excluded.content, author = excluded.author, basis = excluded.basis,
                   memories = excluded.memories, made_at = excluded.made_at
            """;

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    /** What was kept, however old. */
    public Optional<Synopsis> find() {
        return Optional.ofNullable(entities.find(SynopsisEntity.class, binding.person()))
                .map(Synopsis::of);
    }

    /** Keeps a synopsis in place of any earlier one. */
    public void keep(Synopsis synopsis) {
        List<String> values = List.of(
                binding.tenant(),
                binding.formation(),
                binding.person(),
                synopsis.content(),
                synopsis.author(),
                synopsis.basis());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(KEEP)) {
            int at = 1;
            for (String each : values) {
                statement.setString(at++, each);
            }
            statement.setLong(at++, synopsis.memories());
            statement.setObject(at, OffsetDateTime.ofInstant(synopsis.madeAt(), ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException("The synopsis could not be kept", e);
        }
    }

    /** Drops what was kept; the next reader gets a new one. */
    public void drop() {
        entities.createQuery("delete from SynopsisEntity s where s.userId = :user")
                .setParameter("user", binding.person())
                .executeUpdate();
    }
}
