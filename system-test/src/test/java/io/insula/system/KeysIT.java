package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.client.ApiKey;
import io.insula.client.InsulaException;
import io.insula.client.InsulaKeys;
import io.insula.client.IssuedKey;
import io.insula.client.NewKey;
import io.insula.client.PageQuery;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import io.insula.system.wire.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a key: made, told once, used, replaced and ended; and all that it does not open. */
@ExtendWith(SharedServer.class)
class KeysIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final LaunchedServer server;
    private final Door alpha;
    private final InsulaKeys keys;
    private final String acme = Fresh.name("acme");
    private final String globex = Fresh.name("globex");

    KeysIT(LaunchedServer server) {
        this.server = server;
        alpha = server.formation("alpha");
        keys = alpha.client().keys();
    }

    @Test
    void aKeyIsToldOnceAndKnownByItsBeginningFromThenOn() {
        IssuedKey made = keys.create(NewKey.client().named("Slack bot"));

        assertThat(made.secret()).startsWith("fmc_").hasSize(53);
        assertThat(made.key().prefix()).isEqualTo(made.secret().substring(0, 8) + "…");
        assertThat(made.key().origin()).isEqualTo("api");
        assertThat(keys.get(made.key().id())).isEqualTo(made.key());
        assertThat(keys.all()).contains(made.key());
        assertThat(alpha.asAdmin("GET", "/keys").send().body()).doesNotContain(made.secret());
        assertThat(server.log()).doesNotContain(made.secret());
        assertThat(with(made)
                        .user(acme + ":alice")
                        .addMemory("I prefer green tea")
                        .id())
                .startsWith("mem_");
    }

    @Test
    void theFormationsOwnKeysAreAmongThem() {
        assertThat(keys.all())
                .filteredOn(
                        key -> key.origin().equals("formation") && key.status().equals("active"))
                .extracting(ApiKey::kind)
                .containsExactlyInAnyOrder("client", "admin");
    }

    @Test
    void keysAreListedPageByPage() {
        IssuedKey made = keys.create(NewKey.client());

        assertThat(keys.list(PageQuery.of(1)).items()).hasSize(1);
        assertThat(keys.list(PageQuery.of(1)).nextCursor()).isNotNull();
        assertThat(keys.all()).extracting(ApiKey::id).contains(made.key().id()).doesNotHaveDuplicates();
    }

    @Test
    void aRevokedKeyIsRefusedAtTheNextRequest() {
        IssuedKey made = keys.create(NewKey.client());
        assertThat(status(made.secret(), acme + ":alice")).isEqualTo(200);

        ApiKey revoked = keys.revoke(made.key().id());

        assertThat(revoked.status()).isEqualTo("revoked");
        assertThat(status(made.secret(), acme + ":alice")).isEqualTo(401);
        assertThat(keys.revoke(made.key().id()).revokedAt()).isEqualTo(revoked.revokedAt());
    }

    @Test
    void aKeyThatWasReplacedStaysGoodForAsLongAsWasSaid() {
        IssuedKey before = keys.create(NewKey.client().named("web").forTenant(tenant()));

        IssuedKey after = keys.rotate(before.key().id(), Duration.ofHours(1));

        assertThat(after.key().name()).isEqualTo("web");
        assertThat(after.key().tenant()).isEqualTo(before.key().tenant());
        assertThat(status(before.secret(), "alice")).isEqualTo(200);
        assertThat(status(after.secret(), "alice")).isEqualTo(200);
        assertThat(keys.get(before.key().id()).expiresAt())
                .isBefore(Instant.now().plus(Duration.ofHours(2)));

        IssuedKey last = keys.rotate(after.key().id(), Duration.ZERO);
        assertThat(status(after.secret(), "alice")).isEqualTo(401);
        assertThat(status(last.secret(), "alice")).isEqualTo(200);
        assertThatExceptionOfType(InsulaException.class)
                .isThrownBy(() -> keys.rotate(after.key().id(), Duration.ZERO))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(409));
    }

    @Test
    void aKeysTimeEnds() {
        IssuedKey made = keys.create(NewKey.client().expiringAt(Instant.now().plusSeconds(3)));
        assertThat(status(made.secret(), acme + ":alice")).isEqualTo(200);

        Patience.until("the end of the key", LONG, () -> status(made.secret(), acme + ":alice") == 401);

        assertThat(keys.get(made.key().id()).status()).isEqualTo("expired");
    }

    @Test
    void theUseOfAKeyIsWrittenDown() {
        IssuedKey made = keys.create(NewKey.client());
        assertThat(made.key().lastUsedAt()).isNull();

        status(made.secret(), acme + ":alice");

        Patience.until(
                "the note of its use", LONG, () -> keys.get(made.key().id()).lastUsedAt() != null);
    }

    @Test
    void aTenantsKeyNamesNoOtherTenant() {
        IssuedKey made = keys.create(NewKey.client().forTenant(tenant()));

        assertThat(status(made.secret(), "alice")).isEqualTo(200);
        assertThat(status(made.secret(), acme + ":alice")).isEqualTo(200);
        alpha.user(globex + ":alice").getMemories();
        String refused = ask(made.secret(), globex + ":alice").likeness(globex);
        String unknown = Fresh.name("none");
        assertThat(refused)
                .startsWith("403")
                .isEqualTo(ask(made.secret(), unknown + ":alice").likeness(unknown));
    }

    @Test
    void aUsersKeyServesThatUserOnly() {
        alpha.user(tenant() + ":alice").addMemory("I keep bees");
        alpha.user(acme + ":bob").addMemory("I keep wasps");
        IssuedKey made = keys.create(NewKey.client().forUser(acme + ":alice"));

        assertThat(with(made).client().me().getMemories().items())
                .singleElement()
                .satisfies(memory -> assertThat(memory.content()).isEqualTo("I keep bees"));
        assertThat(status(made.secret(), made.key().userId())).isEqualTo(200);
        assertThat(status(made.secret(), "bob")).isEqualTo(403);
        assertThat(status(made.secret(), acme + ":bob")).isEqualTo(403);
        assertThat(alpha.ask("GET", "/memories?user_id=bob")
                        .clientKey(made.secret())
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aUsersKeyGoesWithTheUser() {
        alpha.user(tenant() + ":alice").addMemory("I keep bees");
        IssuedKey made = keys.create(NewKey.client().forUser(acme + ":alice"));

        with(made).user(made.key().userId()).forget();

        assertThat(keys.all()).extracting(ApiKey::id).doesNotContain(made.key().id());
        assertThat(alpha.ask("GET", "/memories").clientKey(made.secret()).send().status())
                .isIn(401, 403);
    }

    @Test
    void aScopedKeyMayDoNothingElse() {
        IssuedKey made = keys.create(NewKey.client().scopedTo("memory"));

        assertThat(status(made.secret(), acme + ":alice")).isEqualTo(200);
        assertThat(alpha.ask("POST", "/chat")
                        .clientKey(made.secret())
                        .user(acme + ":alice")
                        .json(Map.of("message", "Hello"))
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aTenantsAdministratorSeesAndMakesKeysOfTheTenantAlone() {
        IssuedKey foreign = keys.create(NewKey.client().forTenant(other()));
        IssuedKey wide = keys.create(NewKey.client());
        IssuedKey admin = keys.create(NewKey.admin().forTenant(tenant()));
        InsulaKeys own = with(admin).client().keys();

        IssuedKey made = own.create(NewKey.client());

        assertThat(made.key().tenant()).isEqualTo(acme);
        assertThat(own.all())
                .extracting(ApiKey::id)
                .containsExactly(admin.key().id(), made.key().id());
        for (String hidden : List.of(foreign.key().id(), wide.key().id())) {
            assertLooksAbsent(admin.secret(), "GET", hidden, "");
            assertLooksAbsent(admin.secret(), "DELETE", hidden, "");
            assertLooksAbsent(admin.secret(), "POST", hidden, "/rotate");
        }
        assertThat(status(foreign.secret(), "alice")).isEqualTo(200);
        assertThat(status(wide.secret(), acme + ":alice")).isEqualTo(200);
        assertThat(create(admin.secret(), Map.of("kind", "client", "tenant", globex))
                        .status())
                .isEqualTo(403);
        assertThat(alpha.ask("GET", "/admin/tenants")
                        .adminKey(admin.secret())
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(alpha.ask("GET", "/config").adminKey(admin.secret()).send().status())
                .isEqualTo(403);
    }

    @Test
    void nobodyMakesOrReplacesAKeyThatMayDoMore() {
        IssuedKey scoped = keys.create(NewKey.admin().scopedTo("manage_keys", "memory"));
        IssuedKey wide = keys.create(NewKey.client());

        assertThat(create(scoped.secret(), Map.of("kind", "client")).status()).isEqualTo(403);
        assertThat(create(scoped.secret(), Map.of("kind", "admin")).status()).isEqualTo(403);
        assertThat(rotate(scoped.secret(), wide.key().id()).status()).isEqualTo(403);
        assertThat(create(scoped.secret(), Map.of("kind", "client", "scopes", new String[] {"memory"}))
                        .status())
                .isEqualTo(201);
        assertThat(create(wide.secret(), Map.of("kind", "client")).status()).isEqualTo(401);
    }

    @Test
    void anotherFormationsKeyLooksAbsent() {
        IssuedKey foreign = server.formation("beta").client().keys().create(NewKey.client());
        String admin = alpha.keys().admin();

        assertLooksAbsent(admin, "GET", foreign.key().id(), "");
        assertLooksAbsent(admin, "DELETE", foreign.key().id(), "");
        assertLooksAbsent(admin, "POST", foreign.key().id(), "/rotate");
        assertThat(alpha.ask("GET", "/memories")
                        .clientKey(foreign.secret())
                        .user("alice")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatCannotBeIsNamedAllAtOnce() {
        Answer answer = create(
                alpha.keys().admin(),
                Map.of(
                        "kind", "root",
                        "tenant", "Acme",
                        "scopes", new String[] {"everything"},
                        "workspace_prefix", "/reports/../secrets",
                        "expires_at", "2020-01-01T00:00:00Z"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields())
                .containsExactlyInAnyOrder("kind", "tenant", "scopes", "workspace_prefix", "expires_at");
        assertThat(create(alpha.keys().admin(), Map.of("kind", "client", "user_id", tenant() + ":nobody-knows"))
                        .faultyFields())
                .containsExactly("user_id");
        assertThat(create(alpha.keys().admin(), Map.of("kind", "client", "tenant", Fresh.name("none")))
                        .faultyFields())
                .containsExactly("tenant");
    }

    /** The tenant acme, which comes into being with its first request. */
    private String tenant() {
        alpha.user(acme + ":alice").getMemories();
        return acme;
    }

    private String other() {
        alpha.user(globex + ":alice").getMemories();
        return globex;
    }

    private Door with(IssuedKey issued) {
        boolean admin = issued.key().kind().equals("admin");
        Keys own = new Keys(
                admin ? alpha.keys().client() : issued.secret(),
                admin ? issued.secret() : alpha.keys().admin());
        return new Door(server.url(), "alpha", own);
    }

    private int status(String clientKey, String user) {
        return ask(clientKey, user).status();
    }

    private Answer ask(String clientKey, String user) {
        return alpha.ask("GET", "/memories").clientKey(clientKey).user(user).send();
    }

    private Answer create(String adminKey, Map<String, ?> body) {
        return alpha.ask("POST", "/keys").adminKey(adminKey).json(body).send();
    }

    private Answer rotate(String adminKey, String id) {
        return alpha.ask("POST", "/keys/" + id + "/rotate")
                .adminKey(adminKey)
                .json(Map.of())
                .send();
    }

    private void assertLooksAbsent(String adminKey, String method, String id, String further) {
        String absent = Fresh.absentId("key");

        assertThat(touch(adminKey, method, id, further).likeness(id))
                .startsWith("404")
                .isEqualTo(touch(adminKey, method, absent, further).likeness(absent));
    }

    private Answer touch(String adminKey, String method, String id, String further) {
        var asking = alpha.ask(method, "/keys/" + id + further).adminKey(adminKey);
        return (method.equals("POST") ? asking.json(Map.of()) : asking).send();
    }
}
