package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.insula.client.AuditEntry;
import io.insula.client.AuditQuery;
import io.insula.client.FormationRevision;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaException;
import io.insula.client.InsulaException.ValidationError;
import io.insula.client.InsulaRevisions;
import io.insula.client.NewKey;
import io.insula.client.Page;
import io.insula.client.PageQuery;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is stored as a revision, what is turned away, and by whom it may be brought. */
@ExtendWith(SharedServer.class)
class FormationUploadIT {

    private static final String GAMMA =
            """
            schema: "1.0.0"
            id: gamma
            tenancy: {create: declared, anonymous: false}
            """;

    private final Door gamma;
    private final InsulaRevisions revisions;
    private FormationRevision active;

    FormationUploadIT(LaunchedServer server) {
        gamma = server.formation("gamma");
        revisions = gamma.client().revisions();
    }

    @BeforeEach
    void begin() {
        active = revisions.upload(upload(GAMMA));
    }

    @Test
    void aRevisionIsKeptAsItWasWrittenAndTellsWhoBroughtItAndWhy() {
        String text = GAMMA + "description: " + Fresh.name("kept") + "\ncolour: blue\noverlord: {}\n";

        FormationRevision made =
                revisions.upload(upload(text).because("Bluer than before").inactive());

        assertThat(made.active()).isFalse();
        assertThat(made.comment()).isEqualTo("Bluer than before");
        assertThat(made.createdBy()).startsWith("key_");
        assertThat(made.fileCount()).isOne();
        assertThat(made.lastActiveAt()).isNull();
        assertThat(made.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.line()).isEqualTo(5))
                .satisfies(warning -> assertThat(warning.message()).contains("colour"));
        assertThat(made.notActive()).singleElement().satisfies(each -> assertThat(each.line())
                .isEqualTo(6));
        assertThat(revisions.get(made.hash()).files()).isEqualTo(Map.of("formation.afs", text));
        assertThat(revisions.all()).first().extracting(FormationRevision::hash).isEqualTo(made.hash());
        assertThat(status()).isEqualTo(active.hash());
    }

    @Test
    void theSameFilesAreTheSameRevision() {
        int before = revisions.all().size();

        Answer again = gamma.asAdmin("POST", "/formation/revisions")
                .json(Map.of("files", Map.of("formation.afs", GAMMA)))
                .send();

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.data("/hash").asText()).isEqualTo(active.hash());
        assertThat(revisions.all()).hasSize(before);
    }

    @Test
    void aDryRunTellsAllAndChangesNothing() {
        List<FormationRevision> before = revisions.all();

        FormationRevision seen =
                revisions.upload(upload(GAMMA + "description: " + Fresh.name("dry") + "\ncolour: blue\n")
                        .dryRun());

        assertThat(seen.active()).isTrue();
        assertThat(seen.warnings()).hasSize(1);
        assertThat(revisions.all()).isEqualTo(before);
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPlaceAndNothingIsKept() {
        List<FormationRevision> before = revisions.all();

        InsulaException refused = refusal(FormationUpload.of(Map.of(
                "formation.afs",
                GAMMA + "async:\n  webhook_secret: \"${{ secrets.NOBODY_HAS_IT }}\"\n  threshold_seconds: soon\n",
                "agents/guide.afs",
                "name: A guide without an id\n",
                "notes.txt",
                "Dear diary")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused).hasMessageContaining("4 faults").hasMessageContaining("formation.afs:6:22: ");
        assertThat(refused.validationErrors())
                .extracting(ValidationError::file)
                .containsExactly("formation.afs", "formation.afs", "agents/guide.afs", "notes.txt");
        assertThat(refused.validationErrors()).extracting(ValidationError::line).containsExactly(5, 6, 1, 1);
        assertThat(revisions.all()).isEqualTo(before);
        assertThat(status()).isEqualTo(active.hash());
    }

    @Test
    void faultsAreProblemDetailsForWhoeverAsksForThem() {
        Answer refused = gamma.asAdmin("POST", "/formation/revisions")
                .accepting("application/problem+json")
                .json(Map.of("files", Map.of("formation.afs", "id: gamma\nschema: \"9\"\n")))
                .send();

        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        JsonNode fault = refused.json().at("/errors/0");
        assertThat(fault.path("field").asText()).isEqualTo("files");
        assertThat(fault.path("file").asText()).isEqualTo("formation.afs");
        assertThat(fault.path("line").asInt()).isEqualTo(2);
        assertThat(fault.path("column").asInt()).isEqualTo(9);
        assertThat(fault.path("msg").asText()).isNotBlank();
    }

    @Test
    void neitherAnotherFormationNorAnotherDefaultTenantTakesItsPlace() {
        assertThat(refusal(upload(GAMMA.replace("gamma", "beta"))).validationErrors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("id must stay gamma"));
        assertThat(refusal(upload(GAMMA.replace("declared,", "declared, default: elsewhere,")))
                        .validationErrors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("tenancy.default"))
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(3));
    }

    @Test
    void onlyTheExpectedRevisionIsReplaced() {
        FormationUpload next = upload(GAMMA + "description: " + Fresh.name("next") + "\n");

        InsulaException refused = refusal(next.inPlaceOf("0".repeat(64)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused).hasMessageContaining(active.hash());
        assertThat(status()).isEqualTo(active.hash());
        assertThat(revisions.upload(next.inPlaceOf(active.hash())).active()).isTrue();
    }

    @Test
    void anEarlierRevisionIsBroughtBackWithoutABody() {
        revisions.upload(upload(GAMMA + "description: " + Fresh.name("later") + "\n"));

        Answer back = gamma.asAdmin("POST", "/formation/revisions/" + active.hash() + "/activate")
                .send();

        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(back.data("/active").asBoolean()).isTrue();
        assertThat(back.data("/last_active_at").asText()).isNotBlank();
        assertThat(status()).isEqualTo(active.hash());
    }

    @Test
    void onlyWhoMayDeployDoesSo() {
        Map<String, ?> body = Map.of("files", Map.of("formation.afs", GAMMA));
        String tenant = gamma.client().createTenant(Fresh.name("acme")).slug();
        String ofTheTenant =
                gamma.client().keys().create(NewKey.admin().forTenant(tenant)).secret();
        String otherwise = gamma.client()
                .keys()
                .create(NewKey.admin().scopedTo("view_formation"))
                .secret();
        String deployer =
                gamma.client().keys().create(NewKey.admin().scopedTo("deploy")).secret();

        assertThat(upload(ofTheTenant, body)).isEqualTo(403);
        assertThat(upload(otherwise, body)).isEqualTo(403);
        assertThat(upload(gamma.keys().client(), body)).isEqualTo(401);
        assertThat(upload(deployer, body)).isEqualTo(200);
    }

    /** Otherwise whoever may deploy would bring a key along that may do everything. */
    @Test
    void whoMayDeployButNotManageKeysBringsNone() {
        String deployer =
                gamma.client().keys().create(NewKey.admin().scopedTo("deploy")).secret();
        Map<String, ?> body = Map.of(
                "files",
                Map.of("formation.afs", GAMMA + "server: {api_keys: {admin_key: fma_brought-along-by-a-deployer}}\n"));

        Answer refused = gamma.ask("POST", "/formation/revisions")
                .adminKey(deployer)
                .json(body)
                .send();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("manage_keys").doesNotContain("brought-along");
        assertThat(status()).isEqualTo(active.hash());
    }

    @Test
    void revisionsAreListedPageByPage() {
        for (int i = 0; i < 3; i++) {
            revisions.upload(
                    upload(GAMMA + "description: " + Fresh.name("page") + "\n").inactive());
        }
        List<String> all = revisions.all().stream().map(FormationRevision::hash).toList();

        List<String> paged = Page.all(PageQuery.of(2), revisions::list)
                .map(FormationRevision::hash)
                .toList();

        assertThat(paged).isEqualTo(all).doesNotHaveDuplicates();
    }

    @Test
    void changesAreInTheTrail() {
        FormationRevision made = revisions.upload(upload(GAMMA + "description: " + Fresh.name("trail") + "\n"));
        revisions.activate(made.hash());

        AuditQuery ofTheRevision = new AuditQuery(null, null, null, "formation", made.hash(), null, null, null);
        assertThat(gamma.client().audit().stream(ofTheRevision).map(AuditEntry::action))
                .containsExactlyInAnyOrder("formation.upload", "formation.activate");
    }

    private int upload(String adminKey, Map<String, ?> body) {
        return gamma.ask("POST", "/formation/revisions")
                .adminKey(adminKey)
                .json(body)
                .send()
                .status();
    }

    private String status() {
        return gamma.asAdmin("GET", "/status")
                .send()
                .data("/formation/revision")
                .asText();
    }

    private InsulaException refusal(FormationUpload upload) {
        return catchThrowableOfType(InsulaException.class, () -> revisions.upload(upload));
    }

    private static FormationUpload upload(String main) {
        return FormationUpload.of(Map.of("formation.afs", main));
    }
}
