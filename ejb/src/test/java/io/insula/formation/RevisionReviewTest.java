package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.FieldFault.Place;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionReviewTest {

    private static final FormationSource ACTIVE = ServerGround.source("id: test\n");
    private static final TenantContext BY = whoMay(Permission.DEPLOY, Permission.MANAGE_KEYS);

    @TempDir
    Path place;

    private ServerGround ground;
    private RevisionReview review;

    @BeforeEach
    void serve() {
        ground = new ServerGround(place);
        ground.serve("id: test\n");
        review = new RevisionReview(ground.directory, ground.registry);
    }

    @Test
    void passesWhatAStartWouldServe() {
        RevisionReview.Passed passed =
                review.review("test", ServerGround.source("id: test\ncolour: blue\n"), ACTIVE, BY);

        assertThat(passed.formation().id()).isEqualTo("test");
        assertThat(passed.reading().warnings()).hasSize(1);
    }

    @Test
    void saysEverythingAtOnceWithItsPlace() {
        PlatformException refused = refusal(
                """
                id: test
                tenancy:
                  default: elsewhere
                  max: none
                async:
                  webhook_secret: "${{ secrets.HOOK }}"
                """);

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
        assertThat(refused).hasMessageContaining("3 faults");
        assertThat(refused.faults()).extracting(FieldFault::place).allMatch(at -> at.file()
                .equals("formation.afs"));
        assertThat(refused.faults()).extracting(fault -> fault.place().line()).containsExactly(3, 4, 6);
        assertThat(refused.faults().get(2).message()).contains("the secret HOOK is missing");
    }

    @Test
    void asksForNoSecretOfAnotherFormation() {
        ground.settings.put("insula.secrets.other.HOOK", "a-secret-of-some-length");

        PlatformException refused = refusal("id: other\nasync:\n  webhook_secret: \"${{ secrets.HOOK }}\"\n");

        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("id must stay test"))
                .satisfies(fault -> assertThat(fault.place()).isEqualTo(new Place("formation.afs", 1, 5)));
        assertThat(ground.askedFor).isEmpty();
    }

    @Test
    void keepsTheServersPathsToItself() throws IOException {
        Files.createFile(
                place.resolve(SecretsFile.NAME),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));

        PlatformException refused = refusal("id: test\n");

        assertThat(refused.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .doesNotContain(place.toString()));
    }

    @Test
    void namesTheFileThatIsMissing() {
        PlatformException refused = catchThrowableOfType(
                PlatformException.class,
                () -> review.review("test", FormationSource.of(Map.of("agents/guide.afs", "id: guide\n")), null, BY));

        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.place().file()).isEqualTo("formation.afs"));
    }

    @Test
    void letsOnlyWhoManagesKeysChangeThem() {
        FormationSource withKey =
                ServerGround.source("id: test\nserver:\n  api_keys:\n    admin_key: fma_brought_along_by_somebody\n");

        PlatformException refused = catchThrowableOfType(
                PlatformException.class, () -> review.review("test", withKey, ACTIVE, whoMay(Permission.DEPLOY)));

        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("manage_keys"))
                .satisfies(fault -> assertThat(fault.place().line()).isEqualTo(4));
        assertThat(review.review("test", withKey, ACTIVE, BY).formation().id()).isEqualTo("test");
        assertThat(review.review("test", withKey, withKey, whoMay(Permission.DEPLOY))
                        .formation()
                        .id())
                .isEqualTo("test");
    }

    private static TenantContext whoMay(Permission... permissions) {
        return new TenantContext("test", null, null, null, null, null, "key_1", Set.of(permissions), "req_1");
    }

    private PlatformException refusal(String main) {
        return catchThrowableOfType(
                PlatformException.class, () -> review.review("test", ServerGround.source(main), ACTIVE, BY));
    }
}
