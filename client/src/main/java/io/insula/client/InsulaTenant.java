package io.insula.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One tenant's users, the identifiers under which they come and the groups they are in, for those who look after them. */
public final class InsulaTenant {

    private static final String IDENTIFIERS = "/users/identifiers";
    private static final String USERS = "/admin/users";
    private static final String IDENTIFIER = "identifier";
    private static final String MUXI_USER_ID = "muxi_user_id";

    private final Connection connection;
    private final Keys keys;
    private final String tenant;

    InsulaTenant(Connection connection, Keys keys, String tenant) {
        this.connection = connection;
        this.keys = keys;
        this.tenant = tenant;
    }

    /**
     * Links identifiers to one user, all or none of them.
     *
     * @param userId the public id; null for whoever has one of them already, or else for a new user
     */
    public UserIdentifiers associateUserIdentifiers(List<UserIdentifier> identifiers, String userId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("identifiers", identifiers.stream().map(UserIdentifier::body).toList());
        if (userId != null) {
            body.put(MUXI_USER_ID, userId);
        }
        return asBackEnd(Call.post(IDENTIFIERS, body), UserIdentifiers.class);
    }

    public UserIdentifiers linkUserIdentifier(String identifier, String type, String userId) {
        return associateUserIdentifiers(List.of(UserIdentifier.of(identifier, type)), userId);
    }

    /** Makes an identifier nobody's; the user's last one only with {@code force}. A secret goes by its handle, too. */
    public void unlinkUserIdentifier(String identifier, boolean force) {
        connection.tell(Call.post(IDENTIFIERS + "/unlink", Map.of(IDENTIFIER, identifier, "force", force)), backEnd());
    }

    /** The identifiers of a user, who is named by the public id or by any of them. */
    public List<String> getUserIdentifiers(String userId) {
        return listUserIdentifiers(userId).identifiers().stream()
                .map(LinkedIdentifier::identifier)
                .toList();
    }

    /** The same with types, times and handles. */
    public UserIdentifiers listUserIdentifiers(String userId) {
        return asBackEnd(Call.get(IDENTIFIERS + Call.segment(userId)), UserIdentifiers.class);
    }

    /** Who stands behind an identifier; nobody yet is made a user if {@code createUser}, else not found. */
    public ResolvedUser resolveUser(String identifier, boolean createUser) {
        return asBackEnd(
                Call.post("/users/resolve", Map.of(IDENTIFIER, identifier, "create_user", createUser)),
                ResolvedUser.class);
    }

    /** The user behind an identifier or a public id. */
    public TenantUser getUser(String identifier) {
        return asBackEnd(Call.get("/users" + Call.segment(identifier)), TenantUser.class);
    }

    /** Begins a proof: send its code to the identifier, and let the user bring it. */
    public IdentifierProof beginIdentifierProof(String userId, UserIdentifier identifier) {
        Map<String, Object> body = identifier.body();
        body.put(MUXI_USER_ID, userId);
        return asBackEnd(Call.post(IDENTIFIERS + "/proofs", body), IdentifierProof.class);
    }

    /** Says that the code of a user's proof came from the identifier; returns whose it is now. */
    public String confirmIdentifierProof(String code, String identifier) {
        return asBackEnd(
                        Call.post(IDENTIFIERS + "/proofs/confirm", Map.of("code", code, IDENTIFIER, identifier)),
                        ProvenIdentifier.class)
                .muxiUserId();
    }

    /** The tenant's users, oldest first; {@code beginning} finds those with an identifier that begins so, null all. */
    public Page<TenantUser> getUsers(String beginning, PageQuery page) {
        return connection.askPage(
                Call.get(USERS).with("q", beginning).with(page, "cursor"),
                headers(keys.admin()),
                "users",
                TenantUser.class);
    }

    /** Shuts a user out until resumed, under each identifier. */
    public TenantUser suspendUser(String userId) {
        return change(userId, "suspended");
    }

    public TenantUser resumeUser(String userId) {
        return change(userId, "active");
    }

    /** Who is in a group of the tenant, in the order in which they were put there. */
    public Page<GroupMember> getGroupMembers(String group, PageQuery page) {
        return connection.askPage(
                Call.get(members(group)).with(page, "cursor"), headers(keys.admin()), "members", GroupMember.class);
    }

    /** Says who is in a group, by identifiers or public ids, all at once: whoever is not named is out. */
    public void setGroupMembers(String group, List<String> userIds) {
        connection.tell(Call.put(members(group), Map.of("members", userIds)), headers(keys.admin()));
    }

    /** Whether a user may do something, and by which role and assignment. */
    public AccessDecision explainAccess(String userId, String action) {
        return asBackEnd(Call.get("/access/explain").with("user", userId).with("action", action), AccessDecision.class);
    }

    private static String members(String group) {
        return "/groups" + Call.segment(group) + "/members";
    }

    private TenantUser change(String userId, String status) {
        return connection.ask(
                Call.patch(USERS + Call.segment(userId), Map.of("status", status)),
                headers(keys.admin()),
                TenantUser.class);
    }

    private <T> T asBackEnd(Call call, Class<T> type) {
        return connection.ask(call, backEnd(), type);
    }

    private Map<String, String> backEnd() {
        return headers(keys.client());
    }

    private Map<String, String> headers(Caller caller) {
        Map<String, String> headers = new LinkedHashMap<>(caller.headers());
        if (tenant != null) {
            headers.put("X-Muxi-Tenant-Id", tenant);
        }
        return headers;
    }

    /** The keys of a client, each asked for only when it is needed. */
    interface Keys {

        Caller client();

        Caller admin();
    }
}
