package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The description that the running application gives of itself. */
@ExtendWith(SharedServer.class)
class OpenApiIT {

    private final Answer answer;

    OpenApiIT(LaunchedServer server) {
        answer = new Asking("GET", server.url() + "/openapi")
                .accepting("application/json")
                .send();
    }

    @Test
    void theDescriptionIsValid() {
        ParseOptions options = new ParseOptions();
        options.setValidateInternalRefs(true);

        SwaggerParseResult result = new OpenAPIV3Parser().readContents(answer.body(), null, options);

        assertThat(answer.status()).isEqualTo(200);
        // Payara itself adds a list of the server's end points at the top level, and at some starts lists a tag twice
        // that is declared once; WildFly adds a license and a place of documentation that are empty. Nothing of ours
        // can
        // take any of them away.
        assertThat(result.getMessages())
                .filteredOn(said -> !said.equals("attribute endpoints is unexpected")
                        && !(said.startsWith("attribute tags.") && said.endsWith(" is repeated"))
                        && !said.startsWith("attribute info.license.")
                        && !said.equals("attribute externalDocs.url is missing"))
                .isEmpty();
        assertThat(result.getOpenAPI()).isNotNull();
    }

    @Test
    void everyOperationIsDescribedForItsReaders() {
        OpenAPI openApi = new OpenAPIV3Parser().readContents(answer.body()).getOpenAPI();

        assertThat(openApi.getInfo().getTitle()).isNotBlank();
        assertThat(openApi.getPaths().values().stream().flatMap(path -> path.readOperations().stream()))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    assertThat(operation.getSummary())
                            .as(operation.getOperationId())
                            .isNotBlank();
                    assertThat(operation.getResponses())
                            .as(operation.getOperationId())
                            .isNotEmpty();
                });
    }
}
