package io.insula.openapi.rest;

import io.insula.input.rest.JsonInput;
import io.insula.input.rest.Lines;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.rest.ErrorStatus;
import io.insula.kernel.rest.RequestPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What all routes have in common, said once in the generated description instead of at each of them. */
public class OpenApiManners implements OASFilter {

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final Set<String> IDEMPOTENT = Set.of("chat", "addMemory", "addMemoryByAlias");
    private static final String CLIENT = "ClientKey";
    private static final String ADMIN = "AdminKey";
    private static final String TOKEN = "UserToken";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.info(OASFactory.createInfo()
                .title("Insula")
                .description("A multi-tenant platform for AI agents")
                .version(ConfigProvider.getConfig()
                        .getOptionalValue("insula.version", String.class)
                        .orElse("unknown"))
                .license(OASFactory.createLicense()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")));
        api.servers(List.of(
                OASFactory.createServer().url("/").description("The formation of the key"),
                OASFactory.createServer()
                        .url("/api/{formation_id}")
                        .description("A formation by its name")
                        .addVariable(
                                "formation_id",
                                OASFactory.createServerVariable().defaultValue("demo"))));
        api.components(components(api.getComponents()));
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private static Components components(Components generated) {
        Map<String, Schema> schemas = new TreeMap<>(OpenApiSchemas.shared());
        if (generated != null && generated.getSchemas() != null) {
            generated.getSchemas().forEach((name, schema) -> schemas.putIfAbsent(name, OpenApiSchemas.clean(schema)));
        }
        schemas.remove(JsonInput.class.getSimpleName());
        return OASFactory.createComponents()
                .schemas(schemas)
                .addSecurityScheme(CLIENT, key("X-Muxi-Client-Key"))
                .addSecurityScheme(ADMIN, key("X-Muxi-Admin-Key"))
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"));
    }

    private static SecurityScheme key(String header) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(header);
    }

    private static void complete(String path, Operation operation) {
        boolean muxi = RequestPath.isMuxi(path);
        boolean open = operation.getSecurity() == null
                || operation.getSecurity().stream()
                        .allMatch(each -> each.getSchemes().isEmpty());
        operation.parameters(parameters(operation, muxi && !open));
        if (open) {
            // Said outright, or it could have been forgotten.
            operation.security(List.of(OASFactory.createSecurityRequirement()));
        }
        if (!open && operation.getSecurity().stream().anyMatch(each -> each.hasScheme(CLIENT))) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(TOKEN));
        }
        if (operation.getRequestBody() != null) {
            operation
                    .getRequestBody()
                    .content(cleaned(operation.getRequestBody().getContent(), false));
        }
        APIResponses answers = OASFactory.createAPIResponses();
        operation
                .getResponses()
                .getAPIResponses()
                .forEach((status, answer) -> answers.addAPIResponse(
                        status.equals("default") ? "200" : status,
                        OASFactory.createAPIResponse()
                                .description("Done")
                                .content(cleaned(answer.getContent(), muxi && !open))));
        for (ErrorCode code : failures(path, operation, open)) {
            ErrorStatus status = ErrorStatus.of(code);
            APIResponse failure =
                    OASFactory.createAPIResponse().description(status.title()).content(OpenApiSchemas.failure(muxi));
            answers.addAPIResponse(Integer.toString(status.status()), failure);
        }
        operation.responses(answers);
    }

    private static Content cleaned(Content generated, boolean enveloped) {
        if (generated != null && generated.getMediaType(Lines.MEDIA_TYPE) != null) {
            return OASFactory.createContent()
                    .addMediaType(
                            Lines.MEDIA_TYPE, OASFactory.createMediaType().schema(SchemaKind.of(SchemaType.STRING)));
        }
        Schema schema = generated == null || generated.getMediaType(JSON) == null
                ? null
                : generated.getMediaType(JSON).getSchema();
        Schema clean = schema == null ? SchemaKind.of(SchemaType.OBJECT) : OpenApiSchemas.clean(schema);
        Content content = OASFactory.createContent()
                .addMediaType(
                        JSON, OASFactory.createMediaType().schema(enveloped ? OpenApiSchemas.envelope(clean) : clean));
        if (generated != null && generated.getMediaType(EVENTS) != null) {
            content.addMediaType(EVENTS, OASFactory.createMediaType().schema(SchemaKind.of(SchemaType.STRING)));
        }
        return content;
    }

    private static List<Parameter> parameters(Operation operation, boolean personal) {
        List<Parameter> parameters = new ArrayList<>();
        if (operation.getParameters() != null) {
            for (Parameter each : operation.getParameters()) {
                parameters.add(parameter(each.getName(), each.getIn(), SchemaKind.of(each.getSchema()))
                        .required(Boolean.TRUE.equals(each.getRequired()) || each.getIn() == In.PATH));
            }
        }
        if (operation.getOperationId() != null && operation.getOperationId().startsWith("list")) {
            parameters.add(parameter("limit", In.QUERY, SchemaType.INTEGER));
            parameters.add(parameter("offset", In.QUERY, SchemaType.INTEGER));
            parameters.add(parameter("cursor", In.QUERY, SchemaType.STRING));
        }
        if (isIdempotent(operation)) {
            parameters.add(parameter("X-Muxi-Idempotency-Key", In.HEADER, SchemaType.STRING)
                    .description("Sent again with the same key and body, the request is done once"));
        }
        if (personal) {
            parameters.add(parameter("X-Muxi-User-Id", In.HEADER, SchemaType.STRING)
                    .description("The user, alone or as tenant:user"));
            parameters.add(parameter("X-Muxi-Tenant-Id", In.HEADER, SchemaType.STRING)
                    .description("The tenant's slug; must agree with the user's prefix"));
        }
        return parameters;
    }

    private static boolean isIdempotent(Operation operation) {
        return IDEMPOTENT.contains(String.valueOf(operation.getOperationId()));
    }

    private static Parameter parameter(String name, In in, SchemaType type) {
        return OASFactory.createParameter().name(name).in(in).schema(SchemaKind.of(type));
    }

    private static List<ErrorCode> failures(String path, Operation operation, boolean open) {
        List<ErrorCode> codes = new ArrayList<>(List.of(
                ErrorCode.INVALID_REQUEST,
                ErrorCode.RESOURCE_NOT_FOUND,
                ErrorCode.NOT_ACCEPTABLE,
                ErrorCode.INTERNAL_ERROR,
                ErrorCode.SERVICE_UNAVAILABLE));
        if (!open) {
            codes.addAll(List.of(
                    ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN, ErrorCode.INVALID_PARAMS, ErrorCode.RATE_LIMITED));
        }
        if (operation.getRequestBody() != null) {
            codes.addAll(List.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE));
        }
        if ((path.endsWith("/tenants") || path.contains("/keys")) && operation.getRequestBody() != null) {
            codes.add(ErrorCode.CONFLICT);
        }
        if (isIdempotent(operation)) {
            codes.add(ErrorCode.CONFLICT);
        }
        if (path.endsWith("/mcp/tools/call")) {
            codes.addAll(List.of(ErrorCode.CREDENTIAL_MISSING, ErrorCode.PROVIDER_ERROR));
        }
        if (path.contains("/sessions/{") || path.endsWith("/chat")) {
            codes.add(ErrorCode.SESSION_EXPIRED);
        }
        return codes;
    }
}
