package io.insula.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A door to one formation. It is immutable and may be shared by threads.
 *
 * <p>A user is named as {@code alice}, of the formation's default tenant, or as {@code acme:alice}. The server believes
 * whoever holds the client key, so a user id must come from the caller's own authentication, never from a browser.
 */
public final class InsulaClient {

    private final Connection connection;
    private final String clientKey;
    private final String adminKey;
    private final String token;

    InsulaClient(Connection connection, String clientKey, String adminKey, String token) {
        this.connection = connection;
        this.clientKey = clientKey;
        this.adminKey = adminKey;
        this.token = token;
    }

    public static InsulaClientBuilder builder() {
        return new InsulaClientBuilder();
    }

    /** The formation as one user sees it. */
    public InsulaUser forUser(String userId) {
        Objects.requireNonNull(userId, "a user id");
        return new InsulaUser(connection, new Caller("X-Muxi-Client-Key", present(clientKey, "clientKey"), userId));
    }

    /** The users of a tenant, for a back end or an administrator; null is the formation's default tenant. */
    public InsulaTenant forTenant(String slug) {
        return new InsulaTenant(
                connection,
                new InsulaTenant.Keys() {
                    @Override
                    public Caller client() {
                        return new Caller("X-Muxi-Client-Key", present(clientKey, "clientKey"), null);
                    }

                    @Override
                    public Caller admin() {
                        return new Caller("X-Muxi-Admin-Key", present(adminKey, "adminKey"), null);
                    }
                },
                slug);
    }

    /** Links identifiers to one user of the default tenant, all or none of them; see {@link InsulaTenant}. */
    public UserIdentifiers associateUserIdentifiers(List<UserIdentifier> identifiers, String userId) {
        return forTenant(null).associateUserIdentifiers(identifiers, userId);
    }

    public UserIdentifiers linkUserIdentifier(String identifier, String type, String userId) {
        return forTenant(null).linkUserIdentifier(identifier, type, userId);
    }

    public void unlinkUserIdentifier(String identifier) {
        forTenant(null).unlinkUserIdentifier(identifier, false);
    }

    public List<String> getUserIdentifiers(String userId) {
        return forTenant(null).getUserIdentifiers(userId);
    }

    public ResolvedUser resolveUser(String identifier, boolean createUser) {
        return forTenant(null).resolveUser(identifier, createUser);
    }

    /** The formation as the one user sees it whom the client's token speaks for, or whom its key is bound to. */
    public InsulaUser me() {
        if (token != null) {
            return new InsulaUser(connection, new Caller("Authorization", "Bearer " + token, null));
        }
        return new InsulaUser(connection, new Caller("X-Muxi-Client-Key", present(clientKey, "clientKey"), null));
    }

    /** How the formation feels; needs no key where the formation is named. */
    public Health health() {
        return connection.ask(
                Call.get("/health"),
                clientKey == null ? Map.of() : Map.of("X-Muxi-Client-Key", clientKey),
                Health.class);
    }

    public ChatAnswer chat(String message, String sessionId, String userId) {
        return forUser(userId).chat(message, sessionId);
    }

    public Session createSession(String userId) {
        return forUser(userId).createSession();
    }

    public Page<Session> getSessions(String userId) {
        return forUser(userId).getSessions();
    }

    public Session getSession(String sessionId, String userId) {
        return forUser(userId).getSession(sessionId);
    }

    public Page<Message> getSessionMessages(String sessionId, String userId) {
        return forUser(userId).getSessionMessages(sessionId);
    }

    public void deleteSession(String sessionId, String userId) {
        forUser(userId).deleteSession(sessionId);
    }

    public Page<Memory> getMemories(String userId) {
        return forUser(userId).getMemories();
    }

    public Memory addMemory(String content, String userId) {
        return forUser(userId).addMemory(content);
    }

    public Memory getMemory(String memoryId, String userId) {
        return forUser(userId).getMemory(memoryId);
    }

    public void deleteMemory(String memoryId, String userId) {
        forUser(userId).deleteMemory(memoryId);
    }

    public Page<Credential> listCredentials(String userId) {
        return forUser(userId).credentials().list();
    }

    /** Adds the usual credential of a user for a service. */
    public Credential createCredential(String service, Map<String, String> fields, String userId) {
        return forUser(userId).credentials().create(service, null, fields);
    }

    public void deleteCredential(String credentialId, String userId) {
        forUser(userId).credentials().delete(credentialId);
    }

    public Page<MemoryHit> searchMemories(String query, String userId) {
        return forUser(userId).searchMemories(query);
    }

    /** Makes a tenant known to the formation. */
    public Tenant createTenant(String slug) {
        return connection.ask(Call.post("/admin/tenants", Map.of("slug", slug)), admin(), Tenant.class);
    }

    /** The formation's own tenants; those of other formations are never among them. */
    public List<Tenant> getTenants() {
        return Page.all(PageQuery.first(), this::getTenants).toList();
    }

    public Page<Tenant> getTenants(PageQuery page) {
        return connection.askPage(Call.get("/admin/tenants").with(page, "cursor"), admin(), "tenants", Tenant.class);
    }

    public Tenant getTenant(String slug) {
        return connection.ask(Call.get("/admin/tenants" + Call.segment(slug)), admin(), Tenant.class);
    }

    /** Shuts a tenant out until it is resumed; its data stay. */
    public Tenant suspendTenant(String slug) {
        return changeTenant(slug, "suspended");
    }

    public Tenant resumeTenant(String slug) {
        return changeTenant(slug, "active");
    }

    /** What was done to and refused by the formation as a whole. */
    public Audit audit() {
        return audit(null);
    }

    /** What was done and refused in one of the formation's tenants. */
    public Audit audit(String tenant) {
        return new Audit(connection, admin(), tenant);
    }

    /** The keys of the formation, with the admin key. */
    public InsulaKeys keys() {
        return new InsulaKeys(connection, admin());
    }

    /** The revisions of the formation, with the admin key. */
    public InsulaRevisions revisions() {
        return new InsulaRevisions(connection, admin());
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "InsulaClient[" + connection + ']';
    }

    private Tenant changeTenant(String slug, String status) {
        return connection.ask(
                Call.patch("/admin/tenants" + Call.segment(slug), Map.of("status", status)), admin(), Tenant.class);
    }

    private Map<String, String> admin() {
        return new Caller("X-Muxi-Admin-Key", present(adminKey, "adminKey"), null).headers();
    }

    private static String present(String key, String setting) {
        if (key == null) {
            throw new IllegalStateException("This call needs a key: set " + setting + " when building the client");
        }
        return key;
    }
}
