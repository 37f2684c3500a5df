package io.insula.memory.value;

import io.insula.formation.FormationRegistry;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.memory.MemoryHold;
import io.insula.memory.entity.MemoryValueEntity;
import io.insula.memory.entity.MemoryValueKey;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Values that the calling user keeps under names of his own (the seeds' {@code store} and {@code retrieve}). Whose they
 * are is settled by who calls, in which tenant; a namespace such as {@code tenant:acme} is a label within these values and
 * opens nobody else's.
 */
@Stateless
@Requires(Permission.MEMORY)
public class ValueService {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+-]{0,127}");
    private static final String MINE = "select v from MemoryValueEntity v where v.userId = :user";
    private static final String BY_NAME = " order by v.namespace, v.key";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemoryHold hold;

    @Inject
    Clock clock;

    @Inject
    FormationRegistry formations;

    @Inject
    ValueConfiguration configuration;

    @Inject
    Event<Change> changes;

    /**
     * Keeps a value, in place of the one that stood under this name.
     *
     * @param version the version that the caller has read; null for any, 0 for none yet
     * @throws PlatformException INVALID_PARAMS for a name or value that does not fit; CONFLICT for another version, and
     *     when the user has as many values as he may
     */
    public MemoryValue store(String namespace, String key, JsonValue value, Integer version) {
        check("namespace", namespace);
        check("key", key);
        String json = value.toString();
        int longest = formations.get(binding.formation()).inputLimits().maxMemoryEntrySize();
        if (json.length() > longest) {
            throw invalid("value", "must be at most " + longest + " characters as JSON", "too_long");
        }
        int kept = hold.take().valuesKept();
        MemoryValueEntity stored = entities.find(MemoryValueEntity.class, new MemoryValueKey(namespace, key));
        int now = stored == null ? 0 : stored.version();
        if (version != null && version != now) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "The value has version " + now + " by now; read it again before changing it");
        }
        if (stored == null && kept >= configuration.perUser()) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "The user has " + kept + " values, and no more are kept; delete some first");
        }
        if (stored == null) {
            stored = new MemoryValueEntity(namespace, key, json, now());
            entities.persist(stored);
        } else {
            stored.replace(json, now());
        }
        changes.fire(new Change("value.put", "value", namespace + '/' + key));
        return MemoryValue.of(stored);
    }

    /** The value under a name. */
    public MemoryValue retrieve(String namespace, String key) {
        return MemoryValue.of(find(namespace, key));
    }

    /**
     * Values by their names.
     *
     * @param namespace null for all
     */
    public List<MemoryValue> list(String namespace, int offset, int limit) {
        TypedQuery<MemoryValueEntity> query = entities.createQuery(
                        MINE + (namespace == null ? "" : " and v.namespace = :namespace") + BY_NAME,
                        MemoryValueEntity.class)
                .setParameter("user", binding.person());
        if (namespace != null) {
            query.setParameter("namespace", namespace);
        }
        return query.setFirstResult(offset)
                .setMaxResults(limit)
                .getResultStream()
                .map(MemoryValue::of)
                .toList();
    }

    /** Removes the value under a name. */
    public void delete(String namespace, String key) {
        hold.take();
        entities.remove(find(namespace, key));
        changes.fire(new Change("value.delete", "value", namespace + '/' + key));
    }

    private MemoryValueEntity find(String namespace, String key) {
        boolean possible =
                NAME.matcher(namespace).matches() && NAME.matcher(key).matches();
        MemoryValueEntity stored =
                possible ? entities.find(MemoryValueEntity.class, new MemoryValueKey(namespace, key)) : null;
        if (stored == null) {
            throw PlatformException.notFound("Value");
        }
        return stored;
    }

    private static void check(String field, String name) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(
                    field,
                    "must be 1 to 128 of A-Z a-z 0-9 . _ : @ + -, and begin with a letter or digit",
                    "malformed");
        }
    }

    private static PlatformException invalid(String field, String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, type)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
