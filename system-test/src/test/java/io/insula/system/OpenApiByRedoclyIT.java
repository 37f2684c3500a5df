package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.NodeProject;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Asking;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Redocly reads the description of the running server, with its recommended rules: {@code ./mvnw -Pnode}. */
@Tag("node")
@ExtendWith(SharedServer.class)
class OpenApiByRedoclyIT {

    private final LaunchedServer server;

    @TempDir
    Path directory;

    OpenApiByRedoclyIT(LaunchedServer server) {
        this.server = server;
    }

    @Test
    void redoclyFindsNoError() throws Exception {
        NodeProject project = new NodeProject(
                directory,
                "redocly/package.json",
                "redocly/package-lock.json",
                "redocly/redocly.yaml",
                "redocly/.redocly.lint-ignore.yaml");
        project.put(
                "openapi.json",
                new Asking("GET", server.url() + "/openapi")
                        .accepting("application/json")
                        .send()
                        .body());
        project.run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--silent");

        String said = project.run(
                Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"),
                "node",
                "node_modules/@redocly/cli/bin/cli.js",
                "lint",
                "openapi.json",
                "--config",
                "redocly.yaml");

        assertThat(said).contains("Your API description is valid");
    }
}
