package io.insula.tenant.testing;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Two formations, each with the same two tenants, each with two users. Everything that could tell them apart is equal:
 * in all four houses alice is usr_1 with session sess_1, bob is usr_2 with sess_2, and so on. Only what they said names
 * its owner. Each world has names of its own, so that tests do not meet.
 */
public record Neighbours(String formation, String otherFormation, String tenant, String otherTenant) {

    private static final String SEED =
            """
            create temp table house as
                   select f.formation_id, t.tenant_id, t.slug
                     from (values ('%1$s'), ('%2$s')) f(formation_id),
                          (values ('%3$s', 'slug-%3$s'), ('%4$s', 'slug-%4$s')) t(tenant_id, slug);
            create temp table person as
                   select h.*, p.n, 'usr_' || p.n as user_id, p.identifier, 'sess_' || p.n as session_id,
                          h.formation_id || '/' || h.tenant_id || '/usr_' || p.n as mark
                     from house h, (values (1, 'alice@example.org'), (2, 'bob@example.org')) p(n, identifier);
            insert into insula.tenant select distinct tenant_id, slug, 'active', now() from house;
            insert into insula.membership select tenant_id, formation_id, slug, 'active', now() from house;
            insert into insula.epoch select tenant_id, formation_id, 1 from house;
            insert into insula.formation_revision select distinct formation_id, 'hash', formation_id, now() from house;
            insert into insula.formation select distinct formation_id, 'hash', now() from house;
            insert into insula.api_key (formation_id, key_id, kind, hash, created_at)
                   select distinct formation_id, 'key_1', 'client', sha256(formation_id::bytea), now() from house;
            insert into insula.app_user select tenant_id, formation_id, user_id, 'active', now() from person;
            insert into insula.user_identifier (tenant_id, formation_id, identifier, user_id, created_at)
                   select tenant_id, formation_id, identifier, user_id, now() from person;
            insert into insula.group_member select tenant_id, formation_id, 'engineering', user_id, now() from person;
            insert into insula.identifier_proof (tenant_id, formation_id, code, user_id, identifier, hash, to_user,
                                                 created_at, expires_at)
                   select tenant_id, formation_id, 'code_' || n, user_id, 'slack-' || n, 'hash-' || n, true, now(),
                          now() + interval '10 minutes' from person;
            insert into insula.audit_entry (tenant_id, formation_id, entry_id, user_id, actor, action, resource_type,
                                            result, request_id, created_at)
                   select tenant_id, formation_id, 'aud_' || n, user_id, mark, 'seed', 'seed', 'ok', 'req_0', now()
                     from person;
            insert into insula.audit_seal (tenant_id, formation_id, position, entry_id, digest, hash)
                   select tenant_id, formation_id, n, 'aud_' || n, sha256(mark::bytea), sha256(mark::bytea) from person;
            insert into insula.audit_head (tenant_id, formation_id, position, entries, hash, sealed_at, key_id, signature)
                   select tenant_id, formation_id, n, 1, sha256(mark::bytea), now(), mark, sha256(mark::bytea) from person;
            insert into insula.chat_session (tenant_id, formation_id, session_id, user_id, created_at, last_active_at)
                   select tenant_id, formation_id, session_id, user_id, now(), now() from person;
            insert into insula.message (tenant_id, formation_id, message_id, session_id, user_id, role, content,
                                        created_at)
                   select tenant_id, formation_id, 'msg_' || n, session_id, user_id, 'user', mark, now() from person;
            insert into insula.memory (tenant_id, formation_id, memory_id, user_id, source, shape, content, created_at)
                   select tenant_id, formation_id, 'mem_' || n, user_id, 'explicit', 'content', mark, now() from person;
            insert into insula.memory_vector (tenant_id, formation_id, memory_id, user_id, revision, model, dimension,
                                              vector)
                   select tenant_id, formation_id, 'mem_' || n, user_id, 0, 'model', 1, '\\x00000000' from person;
            insert into insula.buffer_entry (tenant_id, formation_id, entry_id, user_id, session_id, role, content,
                                             created_at)
                   select tenant_id, formation_id, 'buf_' || n, user_id, session_id, 'user', mark, now() from person;
            insert into insula.work (tenant_id, formation_id, work_id, user_id, kind, state, attempts, lease, due,
                                     created_at)
                   select tenant_id, formation_id, 'work_' || n, user_id, 'seed', 'queued', 0, 0, now(), now()
                     from person;
            insert into insula.work_payload (tenant_id, formation_id, work_id, user_id, payload, key_id, key_kind,
                                             key_hash, tenant_slug, identifier, public_id, request_id)
                   select tenant_id, formation_id, 'work_' || n, user_id, mark, 'key_1', 'client', '', slug, identifier,
                          false, 'req_0' from person;
            insert into insula.working_entry (tenant_id, formation_id, entry_id, user_id, session_id, memory_id, model,
                                              dimension, vector, weight, uses, used_at, created_at)
                   select tenant_id, formation_id, 'wrk_' || n, user_id, session_id, 'mem_' || n, 'model', 1,
                          '\\x00000000', 4, 0, now(), now() from person;
            insert into insula.working_index (tenant_id, formation_id, index_id, user_id, model, up_to, held, filled_until,
                                              created_at)
                   select tenant_id, formation_id, encode(sha256(('index' || n)::bytea), 'hex'), user_id, 'model', 1, 1,
                          now(), now() from person;
            insert into insula.memory_source (tenant_id, formation_id, source_id, user_id, memory_id, kind, wording,
                                              said_at)
                   select tenant_id, formation_id, 'src_' || n, user_id, 'mem_' || n, 'explicit', mark, now() from person;
            insert into insula.memory_collection (tenant_id, formation_id, user_id, name, expires_after, created_at,
                                                  updated_at)
                   select tenant_id, formation_id, user_id, 'notes', n, now(), now() from person;
            insert into insula.memory_value (tenant_id, formation_id, user_id, namespace, key, value, created_at,
                                             updated_at)
                   select tenant_id, formation_id, user_id, 'tenant:acme', 'preferences', mark, now(), now() from person;
            insert into insula.preference (tenant_id, formation_id, preference_id, user_id, key, value, memory_id,
                                           created_at, updated_at)
                   select tenant_id, formation_id, 'prf_' || n, user_id, 'python', 'true', 'mem_' || n, now(), now()
                     from person;
            insert into insula.synopsis (tenant_id, formation_id, user_id, content, author, basis, made_at)
                   select tenant_id, formation_id, user_id, mark, 'extractive', '', now() from person;
            insert into insula.memory_import (tenant_id, formation_id, import_id, user_id, state, total, imported,
                                              created_at)
                   select tenant_id, formation_id, 'imp_' || n, user_id, 'queued', 1, 0, now() from person;
            insert into insula.memory_import_part (tenant_id, formation_id, part_id, user_id, import_id, number, lines)
                   select tenant_id, formation_id, 'prt_' || n, user_id, 'imp_' || n, 0, mark from person;
            insert into insula.idempotency (tenant_id, formation_id, key, user_id, route, body_hash, turn_id, state, lease,
                                            lease_until, created_at, expires_at)
                   select tenant_id, formation_id, 'key_' || n, user_id, 'POST /', '', 'req_0', 'done', 1, now(), now(),
                          now() + interval '1 day' from person;
            insert into insula.idempotency_answer (tenant_id, formation_id, key, user_id, route, status, body)
                   select tenant_id, formation_id, 'key_' || n, user_id, 'POST /', 200, mark from person;
            insert into insula.request (tenant_id, formation_id, request_id, user_id, status, result, created_at)
                   select tenant_id, formation_id, 'req_' || n, user_id, 'completed', mark, now() from person;
            insert into insula.request_event (tenant_id, formation_id, event_id, user_id, request_id, type, created_at)
                   select tenant_id, formation_id, 'evt_' || n, user_id, 'req_' || n, 'request.completed', now()
                     from person;
            insert into insula.vault_key select tenant_id, formation_id, user_id, 1, 'master', mark::bytea, 1, now()
                   from person;
            insert into insula.credential (tenant_id, formation_id, credential_id, user_id, service, service_key, name,
                                           preview, version, created_at, updated_at)
                   select tenant_id, formation_id, 'cred_' || n, user_id, 'github', 'github', 'default', '***', 1, now(),
                          now() from person;
            insert into insula.credential_sealed (tenant_id, formation_id, credential_id, user_id, generation, nonce,
                                                  sealed)
                   select tenant_id, formation_id, 'cred_' || n, user_id, 1, '\\x000000000000000000000000', mark::bytea
                     from person;
            insert into insula.formation_key select distinct formation_id, 1, 'master', formation_id::bytea, 1, 1, now()
                   from house;
            insert into insula.formation_secret select distinct formation_id, 'API_KEY', '***', 1, now(), now()
                   from house;
            insert into insula.formation_sealed select distinct formation_id, 'API_KEY', 1,
                   '\\x000000000000000000000000'::bytea, formation_id::bytea from house;
            drop table house, person;
            """;

    /** A fresh world. */
    public static Neighbours moveIn() throws SQLException {
        String world = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Neighbours neighbours =
                new Neighbours("alpha-" + world, "beta-" + world, "tnt_acme-" + world, "tnt_globex-" + world);
        Superuser.run(SEED.formatted(
                neighbours.formation, neighbours.otherFormation, neighbours.tenant, neighbours.otherTenant));
        return neighbours;
    }

    /** The user of whom the tests tell: usr_1 of the first tenant in the first formation. */
    public Actor alice() {
        return Actor.user(formation, tenant, "usr_1");
    }

    /** The other user of the same tenant and formation. */
    public Actor bob() {
        return Actor.user(formation, tenant, "usr_2");
    }

    /** Alice's namesake in the other tenant of the formation. */
    public Actor aliceOfTheOtherTenant() {
        return Actor.user(formation, otherTenant, "usr_1");
    }

    /** Alice's namesake in the same tenant of the other formation. */
    public Actor aliceOfTheOtherFormation() {
        return Actor.user(otherFormation, tenant, "usr_1");
    }

    /** The three from whom alice must be kept apart, each by one wall alone. */
    public Stream<Actor> othersThanAlice() {
        return Stream.of(bob(), aliceOfTheOtherTenant(), aliceOfTheOtherFormation());
    }

    /** All rows of this world in a table but those of one user, in full: equal means untouched. */
    public List<String> rowsOfOthers(String table, Actor actor) throws SQLException {
        return Superuser.rows(
                "select r::text from insula." + table + " r where tenant_id in (?, ?)"
                        + " and (formation_id, tenant_id, user_id) <> (?, ?, ?) order by 1",
                tenant,
                otherTenant,
                actor.formation(),
                actor.tenant(),
                actor.person());
    }
}
