package io.insula.system.contract;

import io.insula.system.contract.Rehearsal.Thing;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;

/** The table of all operations. One that is missing here fails the contract test: nothing goes unattacked. */
final class Rehearsals {

    static final String WORDS = "I prefer green tea";

    private static final Map<String, Rehearsal> TABLE = Map.ofEntries(
            Map.entry("GET /health", Rehearsal.open(200)),
            // It takes forms that an issuer of tokens has signed: BackChannelLogoutIT.
            Map.entry("POST /sso/logout", Rehearsal.open(415).sending(id -> Map.of("logout_token", "none"))),
            // What it does to things that are somebody's, A2AgentToolsIT attacks tool by tool.
            Map.entry(
                    "POST /mcp",
                    Rehearsal.client(200)
                            .sending(id -> Map.of(
                                    "jsonrpc",
                                    "2.0",
                                    "id",
                                    1,
                                    "method",
                                    "tools/call",
                                    "params",
                                    Map.of("name", "memory_list")))
                            .listing(Thing.MEMORY)),
            Map.entry(
                    "POST /chat",
                    Rehearsal.client(200)
                            .on(Thing.SESSION)
                            .sending(id -> Map.of("message", "Which tea do I like?", "session_id", id))),
            Map.entry("GET /requests", Rehearsal.client(200).listing(Thing.REQUEST)),
            Map.entry("GET /requests/{}", Rehearsal.client(200).on(Thing.REQUEST)),
            Map.entry("DELETE /requests/{}", Rehearsal.client(200).on(Thing.REQUEST)),
            Map.entry("GET /events", Rehearsal.client(200).with("?wait=0")),
            Map.entry("GET /events/{}", Rehearsal.client(200).on(Thing.SESSION).with("?wait=0")),
            Map.entry(
                    "GET /events/{}/{}",
                    Rehearsal.client(200).on(Thing.REQUEST_OF_SESSION).with("?wait=0")),
            Map.entry("POST /sessions", Rehearsal.client(201).sending(id -> Map.of())),
            Map.entry("GET /sessions", Rehearsal.client(200).listing(Thing.SESSION)),
            Map.entry("GET /sessions/{}", Rehearsal.client(200).on(Thing.SESSION)),
            Map.entry("DELETE /sessions/{}", Rehearsal.client(200).on(Thing.SESSION)),
            Map.entry("GET /sessions/{}/messages", Rehearsal.client(200).on(Thing.SESSION)),
            Map.entry("POST /memories", Rehearsal.client(201).sending(id -> Map.of("content", WORDS))),
            Map.entry("GET /memories", Rehearsal.client(200).listing(Thing.MEMORY)),
            Map.entry(
                    "GET /memories/search",
                    Rehearsal.client(200).with("?q=green%20tea&min_score=0").listing(Thing.MEMORY)),
            Map.entry(
                    "POST /memories/search",
                    Rehearsal.client(200)
                            .sending(id -> Map.of("query", "green tea", "min_score", 0))
                            .listing(Thing.MEMORY)),
            Map.entry("GET /memories/collections", Rehearsal.client(200)),
            Map.entry(
                    "PUT /memories/collections/{}",
                    Rehearsal.client(200).sending(id -> Map.of("expires_after_seconds", 3600))),
            Map.entry("DELETE /memories/collections/{}", Rehearsal.client(200).on(Thing.COLLECTION)),
            Map.entry(
                    "PATCH /memories/{}",
                    Rehearsal.client(200).on(Thing.MEMORY).sending(id -> Map.of("content", WORDS))),
            Map.entry("POST /memory/user", Rehearsal.client(201).sending(id -> Map.of("content", WORDS))),
            Map.entry("GET /memory/user", Rehearsal.client(200).listing(Thing.MEMORY)),
            Map.entry(
                    "POST /sessions/{}/restore",
                    Rehearsal.client(200).on(Thing.SESSION).sending(id -> Map.of())),
            Map.entry("GET /memory/stats", Rehearsal.client(200)),
            Map.entry("GET /memory/buffer", Rehearsal.client(200)),
            Map.entry("DELETE /memory/buffer", Rehearsal.client(200)),
            Map.entry("DELETE /memory/buffer/{}", Rehearsal.client(200).on(Thing.SESSION)),
            Map.entry(
                    "GET /memory/values",
                    Rehearsal.client(200).with("?limit=200").listing(Thing.NAMESPACE)),
            Map.entry("GET /memory/values/{}/{}", Rehearsal.client(200).on(Thing.VALUE)),
            Map.entry(
                    "PUT /memory/values/{}/{}",
                    Rehearsal.client(200).sending(id -> Map.of("value", Map.of("theme", "dark")))),
            Map.entry("DELETE /memory/values/{}/{}", Rehearsal.client(200).on(Thing.VALUE)),
            Map.entry("GET /memories/{}", Rehearsal.client(200).on(Thing.MEMORY)),
            Map.entry("DELETE /memories/{}", Rehearsal.client(200).on(Thing.MEMORY)),
            Map.entry("GET /users/me/preferences", Rehearsal.client(200).listing(Thing.PREFERENCE)),
            Map.entry("GET /users/me/preferences/{}", Rehearsal.client(200).on(Thing.PREFERENCE)),
            Map.entry("PUT /users/me/preferences/{}", Rehearsal.client(200).sending(id -> Map.of("value", true))),
            Map.entry("DELETE /users/me/preferences/{}", Rehearsal.client(200).on(Thing.PREFERENCE)),
            Map.entry(
                    "POST /credentials",
                    Rehearsal.client(201)
                            .sending(id -> Map.of("service", Fresh.name("service"), "credential", "s3cret"))),
            Map.entry("GET /credentials", Rehearsal.client(200).listing(Thing.CREDENTIAL)),
            Map.entry("GET /credentials/services", Rehearsal.client(200)),
            Map.entry("GET /credentials/{}", Rehearsal.client(200).on(Thing.CREDENTIAL)),
            Map.entry(
                    "PUT /credentials/{}",
                    Rehearsal.client(200).on(Thing.CREDENTIAL).sending(id -> Map.of("credential", "an0ther"))),
            Map.entry("DELETE /credentials/{}", Rehearsal.client(200).on(Thing.CREDENTIAL)),
            Map.entry("GET /users/me/synopsis", Rehearsal.client(200)),
            Map.entry("DELETE /users/me/synopsis", Rehearsal.client(200)),
            Map.entry("POST /memory/forget", Rehearsal.client(200).sending(id -> Map.of("source", "all"))),
            Map.entry("POST /memories/import", Rehearsal.client(202).sending(id -> Map.of("content", WORDS))),
            Map.entry("GET /memories/import/{}", Rehearsal.client(200).on(Thing.IMPORT)),
            Map.entry("GET /memories/export", Rehearsal.client(200)),
            Map.entry(
                    "POST /users/identifiers",
                    Rehearsal.tenant(200)
                            .on(Thing.USER)
                            .sending(id -> Map.of("muxi_user_id", id, "identifiers", List.of(Fresh.name("n"))))),
            Map.entry("GET /users/identifiers/{}", Rehearsal.tenant(200).on(Thing.IDENTIFIER)),
            Map.entry("DELETE /users/identifiers/{}", Rehearsal.tenant(200).on(Thing.IDENTIFIER)),
            Map.entry(
                    "POST /users/identifiers/unlink",
                    Rehearsal.tenant(200).on(Thing.IDENTIFIER).sending(id -> Map.of("identifier", id))),
            Map.entry("GET /users/{}/identifiers", Rehearsal.tenant(200).on(Thing.USER)),
            Map.entry("GET /users/{}", Rehearsal.tenant(200).on(Thing.USER)),
            Map.entry(
                    "POST /users/resolve",
                    Rehearsal.tenant(200)
                            .on(Thing.IDENTIFIER)
                            .sending(id -> Map.of("identifier", id, "create_user", false))),
            Map.entry("GET /users/resolve", Rehearsal.tenant(200).with("?identifier=alice")),
            Map.entry(
                    "POST /users/identifiers/proofs",
                    Rehearsal.tenant(200)
                            .on(Thing.USER)
                            .sending(id -> Map.of("muxi_user_id", id, "identifier", "telegram-1"))),
            Map.entry(
                    "POST /users/identifiers/proofs/confirm",
                    Rehearsal.tenant(200)
                            .on(Thing.PROOF_OF_USER)
                            .sending(id -> Map.of("code", id.split("/", 2)[0], "identifier", id.split("/", 2)[1]))),
            Map.entry("GET /users/me/identifiers", Rehearsal.client(200).listing(Thing.IDENTIFIER)),
            Map.entry(
                    "POST /users/me/identifiers/proofs",
                    Rehearsal.client(200).sending(id -> Map.of("identifier", "telegram-1"))),
            Map.entry(
                    "POST /users/me/identifiers/proofs/complete",
                    Rehearsal.client(200).on(Thing.PROOF).sending(id -> Map.of("code", id))),
            Map.entry(
                    "GET /admin/users",
                    Rehearsal.tenantAdmin(200).with("?limit=200").listing(Thing.USER)),
            Map.entry("GET /admin/users/{}", Rehearsal.tenantAdmin(200).on(Thing.USER)),
            Map.entry(
                    "PATCH /admin/users/{}",
                    Rehearsal.tenantAdmin(200).on(Thing.USER).sending(id -> Map.of("status", "active"))),
            Map.entry("GET /groups", Rehearsal.tenantAdmin(200).listing(Thing.GROUP)),
            Map.entry("GET /groups/{}/members", Rehearsal.tenantAdmin(200).listing(Thing.USER)),
            Map.entry("PUT /groups/{}/members", Rehearsal.tenantAdmin(200).sending(id -> Map.of("members", List.of()))),
            Map.entry(
                    "POST /access/check",
                    Rehearsal.tenant(200).sending(id -> Map.of("user", "alice", "action", "chat"))),
            Map.entry("GET /access/explain", Rehearsal.tenant(200).with("?user=alice&action=chat")),
            Map.entry("GET /mcp/servers", Rehearsal.client(200)),
            Map.entry("GET /mcp/servers/{}", Rehearsal.client(404)),
            Map.entry("GET /mcp/tools", Rehearsal.client(200)),
            Map.entry(
                    "POST /mcp/tools/call",
                    Rehearsal.client(404).sending(id -> Map.of("server", "none", "tool", "none"))),
            Map.entry("GET /status", Rehearsal.admin(200)),
            Map.entry("GET /config", Rehearsal.admin(200)),
            Map.entry("GET /formation", Rehearsal.admin(200)),
            Map.entry(
                    "POST /formation/revisions",
                    Rehearsal.admin(201)
                            .sending(id -> Map.of("files", Belongings.formation(Fresh.name("v")), "activate", false))),
            Map.entry(
                    "GET /formation/revisions",
                    Rehearsal.admin(200).with("?limit=200").listing(Thing.REVISION)),
            Map.entry("GET /formation/revisions/{}", Rehearsal.admin(200).on(Thing.REVISION)),
            Map.entry(
                    "POST /formation/revisions/{}/activate",
                    Rehearsal.admin(200).on(Thing.REVISION).sending(id -> Map.of())),
            Map.entry(
                    "POST /secrets",
                    Rehearsal.admin(201)
                            .sending(id -> Map.of("key", Fresh.name("KEY").replace('-', '_'), "value", "s3cret"))),
            Map.entry("GET /secrets", Rehearsal.admin(200).with("?limit=200")),
            Map.entry("GET /secrets/{}", Rehearsal.admin(200).on(Thing.SECRET)),
            Map.entry(
                    "PUT /secrets/{}", Rehearsal.admin(200).on(Thing.SECRET).sending(id -> Map.of("value", "an0ther"))),
            Map.entry("DELETE /secrets/{}", Rehearsal.admin(200).on(Thing.SECRET)),
            Map.entry("POST /secrets/reload", Rehearsal.admin(200)),
            Map.entry("GET /audit", Rehearsal.admin(200).with("?limit=2")),
            Map.entry("GET /audit/export", Rehearsal.admin(200).with("?format=csv")),
            Map.entry("GET /audit/head", Rehearsal.admin(200)),
            Map.entry("GET /audit/verify", Rehearsal.admin(200)),
            Map.entry("POST /keys", Rehearsal.admin(201).sending(id -> Map.of("kind", "client"))),
            Map.entry("GET /keys", Rehearsal.admin(200).with("?limit=200").listing(Thing.KEY)),
            Map.entry("GET /keys/{}", Rehearsal.admin(200).on(Thing.KEY)),
            Map.entry("POST /keys/{}/rotate", Rehearsal.admin(201).on(Thing.KEY).sending(id -> Map.of())),
            Map.entry("DELETE /keys/{}", Rehearsal.admin(200).on(Thing.KEY)),
            Map.entry("POST /admin/tenants", Rehearsal.admin(201).sending(id -> Map.of("slug", Fresh.name("globex")))),
            Map.entry(
                    "GET /admin/tenants",
                    Rehearsal.admin(200).with("?limit=200").listing(Thing.TENANT)),
            Map.entry("GET /admin/tenants/{}", Rehearsal.admin(200).on(Thing.TENANT)),
            Map.entry(
                    "PATCH /admin/tenants/{}",
                    Rehearsal.admin(200).on(Thing.TENANT).sending(id -> Map.of("status", "active"))));

    private Rehearsals() {}

    static Map<String, Rehearsal> all() {
        return TABLE;
    }

    static Rehearsal of(Operation operation) {
        Rehearsal rehearsal = TABLE.get(operation.key());
        if (rehearsal == null) {
            throw new AssertionError("No rehearsal covers " + operation + ": add " + operation.key() + " to the table");
        }
        return rehearsal;
    }
}
