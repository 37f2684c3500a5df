package io.insula.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormationUploadTest {

    @TempDir
    Path directory;

    private final ScriptedServer server = new ScriptedServer();
    private final InsulaRevisions revisions = InsulaClient.builder()
            .baseUrl(server.url())
            .formation("demo")
            .adminKey("fma_secret")
            .build()
            .revisions();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void takesTheFilesOfADirectoryAndLeavesItsSecrets() throws IOException {
        write("formation.afs", "id: demo");
        write("agents/guide.afs", "id: guide");
        write("groups/engineering.yaml", "members: []");
        write("agents/.guide.afs.swp", "draft");
        write("secrets.properties", "KEY=secret");
        write("notes/diary.afs", "Dear diary");

        assertThat(FormationUpload.of(directory).fields())
                .isEqualTo(Map.of(
                        "files",
                        Map.of(
                                "formation.afs", "id: demo",
                                "agents/guide.afs", "id: guide",
                                "groups/engineering.yaml", "members: []")));
    }

    @Test
    void aDirectoryWithoutAFormationIsNone() {
        assertThatThrownBy(() -> FormationUpload.of(directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void saysWhatIsWantedAndWhatIsExpected() {
        server.answersData(201, "{\"hash\": \"abc\", \"active\": false, \"file_count\": 1, \"not_active\": []}");

        FormationRevision made = revisions.upload(FormationUpload.of(Map.of("formation.afs", "id: demo"))
                .inactive()
                .because("Quieter")
                .inPlaceOf("def"));

        ScriptedServer.Asked asked = server.onlyAsked();
        assertThat(asked.method() + " " + asked.target()).isEqualTo("POST /api/demo/v1/formation/revisions");
        assertThat(asked.body())
                .contains("\"activate\":false", "\"comment\":\"Quieter\"")
                .doesNotContain("def");
        assertThat(asked.headers()).containsEntry("if-match", "\"def\"");
        assertThat(made.hash()).isEqualTo("abc");
        assertThat(made.files()).isEmpty();
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
