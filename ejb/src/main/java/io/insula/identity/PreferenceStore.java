package io.insula.identity;

import io.insula.identity.entity.PreferenceEntity;
import io.insula.kernel.Change;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The preferences of the user to whom the running transaction is bound. */
@ApplicationScoped
public class PreferenceStore {

    private static final String MINE = "select p from PreferenceEntity p where p.userId = :user";

    /** One row per key, however many set it at once; a new key only while there is room for it. */
    private static final String SET =
            """
            insert into insula.preference as p
                   (tenant_id, formation_id, user_id, preference_id, key, value, memory_id, created_at, updated_at)
            select c.tenant_id, c.formation_id, c.user_id, c.preference_id, c.key, c.value, c.memory_id, c.at, c.at
              from (values (?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::timestamptz))
                   c(tenant_id, formation_id, user_id, preference_id, key, value, memory_id, at)
             where ? > (select count(*) from insula.preference o where o.tenant_id = c.tenant_id
                           and o.formation_id = c.formation_id and o.user_id = c.user_id and o.key <> c.key)
            on conflict (tenant_id, formation_id, user_id, key) do update
               set value = excluded.value, memory_id = excluded.memory_id, updated_at = excluded.updated_at
             where ? or p.updated_at <= excluded.updated_at
            returning preference_id
            """;

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    PreferenceConfiguration configuration;

    @Inject
    Event<Change> changes;

    @Inject
    Clock clock;

    /** The preferences in the order in which their keys were first set. */
    public Page<Preference> list(PageRequest page) {
        Cursor cursor = page.cursor();
        String order = " order by p.createdAt, p.id";
        TypedQuery<PreferenceEntity> query = cursor == null
                ? query(MINE + order)
                : query(MINE + " and (p.createdAt > :at or p.createdAt = :at and p.id > :id)" + order)
                        .setParameter("at", cursor.at())
                        .setParameter("id", cursor.id());
        List<PreferenceEntity> found = query.setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return page.slice(found, each -> new Cursor(each.createdAt(), each.id()))
                .map(Preference::of);
    }

    /** The last set first. */
    public List<Preference> latest(int limit) {
        return query(MINE + " order by p.updatedAt desc, p.id")
                .setMaxResults(limit)
                .getResultStream()
                .map(Preference::of)
                .toList();
    }

    /** One preference. */
    public Preference get(String key) {
        return Preference.of(find(key));
    }

    /**
     * Sets a preference.
     *
     * @param memoryId the memory that it was read from, or null
     * @return whether there was room for it
     */
    public boolean set(String key, JsonValue value, String memoryId) {
        return told(write(key, value.toString(), memoryId, null));
    }

    /**
     * Sets a preference that was read from a memory in hindsight, unless it was set since.
     *
     * @param said when the memory was said
     */
    public void setAsOf(Instant said, String key, JsonValue value, String memoryId) {
        told(write(key, value.toString(), memoryId, said));
    }

    private boolean told(Optional<String> id) {
        id.ifPresent(kept -> changes.fire(new Change("preference.set", "preference", kept)));
        return id.isPresent();
    }

    /** Forgets one preference. */
    public void delete(String key) {
        PreferenceEntity preference = find(key);
        entities.remove(preference);
        changes.fire(new Change("preference.delete", "preference", preference.id()));
    }

    /** Changes with each preference that comes, changes or goes. */
    public String state() {
        Object[] state = entities.createQuery(
                        "select count(p), max(p.updatedAt) from PreferenceEntity p where p.userId = :user",
                        Object[].class)
                .setParameter("user", binding.person())
                .getSingleResult();
        return state[0] + "@" + state[1];
    }

    private PreferenceEntity find(String key) {
        // What could not be set is not looked for: some characters the database refuses even in a question.
        return Optional.of(key)
                .filter(PreferenceKey::isWellFormed)
                .flatMap(wellFormed -> query(MINE + " and p.name = :key")
                        .setParameter("key", wellFormed)
                        .getResultStream()
                        .findFirst())
                .orElseThrow(() -> PlatformException.notFound("Preference"));
    }

    private TypedQuery<PreferenceEntity> query(String text) {
        return entities.createQuery(text, PreferenceEntity.class).setParameter("user", binding.person());
    }

    private Optional<String> write(String key, String value, String memoryId, Instant said) {
        List<String> values = Arrays.asList(
                binding.tenant(), binding.formation(), binding.person(), PublicId.next("prf"), key, value, memoryId);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SET)) {
            int at = 1;
            for (String each : values) {
                statement.setString(at++, each);
            }
            statement.setObject(at++, OffsetDateTime.ofInstant(said == null ? clock.instant() : said, ZoneOffset.UTC));
            statement.setInt(at++, configuration.most());
            statement.setBoolean(at, said == null);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseException("The preference could not be set", e);
        }
    }
}
