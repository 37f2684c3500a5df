package io.insula.container;

import io.insula.memory.entity.MemoryEntity;
import io.insula.tenant.entity.TenantOwned;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** The ways in which one may ask for rows, none of which names an owner. */
final class Queries {

    static final String ALL = "select m from MemoryEntity m";

    private Queries() {}

    static List<MemoryEntity> byJpql(EntityManager entities) {
        return entities.createQuery(ALL, MemoryEntity.class).getResultList();
    }

    static List<MemoryEntity> byJpql(EntityManager entities, String id) {
        return entities.createQuery(ALL + " where m.id = :id", MemoryEntity.class)
                .setParameter("id", id)
                .getResultList();
    }

    static List<MemoryEntity> byCriteria(EntityManager entities) {
        CriteriaQuery<MemoryEntity> query = entities.getCriteriaBuilder().createQuery(MemoryEntity.class);
        query.select(query.from(MemoryEntity.class));
        return entities.createQuery(query).getResultList();
    }

    static List<MemoryEntity> byCriteria(EntityManager entities, String id) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<MemoryEntity> query = builder.createQuery(MemoryEntity.class);
        Root<MemoryEntity> memory = query.from(MemoryEntity.class);
        query.select(memory).where(builder.equal(memory.get("id"), id));
        return entities.createQuery(query).getResultList();
    }

    static int updateAll(EntityManager entities) {
        return entities.createQuery("update MemoryEntity m set m.content = 'taken'")
                .executeUpdate();
    }

    static int deleteAll(EntityManager entities) {
        return entities.createQuery("delete from MemoryEntity m").executeUpdate();
    }

    static int updateAllByCriteria(EntityManager entities) {
        CriteriaUpdate<MemoryEntity> update = entities.getCriteriaBuilder().createCriteriaUpdate(MemoryEntity.class);
        update.from(MemoryEntity.class);
        return entities.createQuery(update.set("content", "taken")).executeUpdate();
    }

    static int deleteAllByCriteria(EntityManager entities) {
        CriteriaDelete<MemoryEntity> delete = entities.getCriteriaBuilder().createCriteriaDelete(MemoryEntity.class);
        delete.from(MemoryEntity.class);
        return entities.createQuery(delete).executeUpdate();
    }

    /** Native SQL passes the provider's wall, which must be asked to let it through. */
    static Query nativeQuery(EntityManager entities, String sql) {
        return entities.createNativeQuery(sql).setHint("eclipselink.jdbc.allow-native-sql-query", true);
    }

    /** What the provider, or the database in its stead, says to a question of nobody. */
    static String refusalOfNobody() {
        return onHibernate() ? "permission denied for schema insula" : "EclipseLink-6174";
    }

    /** What is said to a row of one tenant in the hands of a provider that believes in another. */
    static String refusalOfSmuggling() {
        return onHibernate()
                ? "assigned tenant id differs from current tenant id"
                : "violates row-level security policy";
    }

    /** An entity manager in the same transaction that believes in another tenant than the database is bound to. */
    static EntityManager deceived(EntityManager entities, Person other) {
        if (onHibernate()) {
            return entities.unwrap(Session.class)
                    .getSessionFactory()
                    .withOptions()
                    .tenantIdentifier((Object) other.tenantId())
                    .autoClose(true)
                    .openSession();
        }
        entities.setProperty(TenantOwned.TENANT_PROPERTY, other.tenantId());
        return entities;
    }

    /** Hibernate cannot be told a tenant once it has begun; the server that brings it says so. */
    static boolean onHibernate() {
        return System.getProperty("jboss.home.dir") != null;
    }

    static MemoryEntity fresh(String id) {
        return new MemoryEntity(id, "fresh", Instant.parse("2026-01-01T00:00:00Z"))
                .from("explicit", null)
                .shaped("content", null, null);
    }

    static List<String> words(List<MemoryEntity> memories) {
        return memories.stream().map(MemoryEntity::content).toList();
    }
}
