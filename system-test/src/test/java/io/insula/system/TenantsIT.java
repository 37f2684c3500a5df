package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaClient;
import io.insula.client.Tenant;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of tenants, in a formation that knows only those that were declared. */
@ExtendWith(SharedServer.class)
class TenantsIT {

    private final String acme = Fresh.name("acme");
    private final Door gamma;
    private final Door beta;
    private final InsulaClient admin;

    TenantsIT(LaunchedServer server) {
        gamma = server.formation("gamma");
        beta = server.formation("beta");
        admin = gamma.client();
    }

    @Test
    void aDeclaredTenantIsReadAndListed() {
        Tenant declared = admin.createTenant(acme);

        assertThat(declared.slug()).isEqualTo(acme);
        assertThat(declared.status()).isEqualTo("active");
        assertThat(admin.getTenant(acme)).isEqualTo(declared);
        assertThat(admin.getTenants()).contains(declared);
    }

    @Test
    void creationIsAnsweredInPlainJson() {
        Answer answer = gamma.asAdmin("POST", "/admin/tenants")
                .json(Map.of("slug", acme))
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("slug").asText()).isEqualTo(acme);
        assertThat(answer.json().has("success")).isFalse();
    }

    @Test
    void onlyDeclaredTenantsAreServed() {
        Answer before = memoriesOf(acme);
        admin.createTenant(acme);

        assertThat(before.status()).isEqualTo(403);
        assertThat(memoriesOf(acme).status()).isEqualTo(200);
    }

    @Test
    void aSuspendedTenantLooksLikeAnUnknownOneUntilItIsResumed() {
        admin.createTenant(acme);
        gamma.user(acme + ":alice").addMemory("I prefer green tea");

        assertThat(admin.suspendTenant(acme).status()).isEqualTo("suspended");
        Answer suspended = memoriesOf(acme);
        String unknown = Fresh.name("none");
        assertThat(suspended.likeness(acme))
                .startsWith("403")
                .isEqualTo(memoriesOf(unknown).likeness(unknown));

        assertThat(admin.resumeTenant(acme).status()).isEqualTo("active");
        assertThat(gamma.user(acme + ":alice").getMemories().items()).hasSize(1);
    }

    @Test
    void anotherFormationsAdministratorSeesNothingOfThem() {
        admin.createTenant(acme);
        String unknown = Fresh.name("none");

        assertThat(beta.client().getTenants()).extracting(Tenant::slug).doesNotContain(acme);
        assertThat(beta.asAdmin("GET", "/admin/tenants/" + acme).send().likeness(acme))
                .startsWith("404")
                .isEqualTo(
                        beta.asAdmin("GET", "/admin/tenants/" + unknown).send().likeness(unknown));
    }

    @Test
    void aSlugThatAnotherFormationKnowsIsAsFreeAsAnyOther() {
        admin.createTenant(acme);
        String unknown = Fresh.name("none");

        Answer known = beta.asAdmin("POST", "/admin/tenants")
                .json(Map.of("slug", acme))
                .send();
        Answer fresh = beta.asAdmin("POST", "/admin/tenants")
                .json(Map.of("slug", unknown))
                .send();

        assertThat(known.status()).isEqualTo(201).isEqualTo(fresh.status());
        beta.client().suspendTenant(acme);
        assertThat(admin.getTenant(acme).status()).isEqualTo("active");
    }

    @Test
    void aSlugIsDeclaredOnlyOnce() {
        admin.createTenant(acme);

        Answer again = gamma.asAdmin("POST", "/admin/tenants")
                .json(Map.of("slug", acme))
                .send();

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("CONFLICT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "ac_me", "ac:me", "-acme", "", "äcme"})
    void malformedSlugsAreRefused(String slug) {
        Answer answer = gamma.asAdmin("POST", "/admin/tenants")
                .json(Map.of("slug", slug))
                .send();

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.body()).contains("slug");
    }

    @Test
    void unknownStatusIsRefusedByName() {
        admin.createTenant(acme);

        Answer answer = gamma.asAdmin("PATCH", "/admin/tenants/" + acme)
                .json(Map.of("status", "deleted"))
                .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly("status");
    }

    @Test
    void errorsAreProblemDetails() {
        Answer answer = gamma.asAdmin("GET", "/admin/tenants/" + acme).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(404);
    }

    private Answer memoriesOf(String tenant) {
        return gamma.as(tenant + ":alice", "GET", "/memories").send();
    }
}
