package io.insula.audit.rest;

import io.insula.audit.AuditFilter;
import io.insula.audit.AuditService;
import io.insula.audit.ChainHead;
import io.insula.input.rest.Lines;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.ADMIN)
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Audit")
public class AuditResource {

    private static final int LONGEST = 255;
    private static final int LONGEST_HEAD = 400;
    private static final String TENANT = "tenant";

    @Inject
    AuditService audit;

    @GET
    @MuxiRoute(object = "audit_list", type = "audit.list")
    @Operation(operationId = "listAudit", summary = "Lists what was done and refused, newest first")
    @Parameter(name = TENANT, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "action", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "actor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "user", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "resource_type", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "resource", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "result", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "from", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "to", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public AuditList list(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        return AuditList.of(audit.list(tenant(query), filter(query), query.page()));
    }

    @GET
    @Path("export")
    @Produces({Lines.MEDIA_TYPE, AuditCsv.MEDIA_TYPE})
    @Operation(operationId = "exportAudit", summary = "Writes the trail as JSON lines or CSV, oldest first")
    @Parameter(name = TENANT, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "format", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = Lines.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Response export(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        AuditExport export = new AuditExport(audit, tenant(query), filter(query), AuditExport.Format.of(query));
        export.begin();
        return Response.ok(export, export.mediaType()).build();
    }

    @GET
    @Path("head")
    @MuxiRoute(object = "audit_head", type = "audit.head")
    @Parameter(name = TENANT, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Operation(operationId = "getAuditHead", summary = "The signed end of the trail, to be kept elsewhere")
    public ChainHead head(@Context UriInfo uri) {
        return audit.head(tenant(QueryInput.of(uri)));
    }

    @GET
    @Path("verify")
    @MuxiRoute(object = "audit_verification", type = "audit.verified")
    @Parameter(name = TENANT, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "head", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "from_position", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "to_position", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Operation(operationId = "verifyAudit", summary = "Says what of the trail is not as it was sealed")
    public AuditVerification verify(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        Long from = query.position("from_position");
        Long to = query.position("to_position");
        return AuditVerification.of(audit.verify(tenant(query), from, to, query.optional("head", LONGEST_HEAD)));
    }

    private static String tenant(QueryInput query) {
        return query.optional(TENANT, LONGEST);
    }

    private static AuditFilter filter(QueryInput query) {
        return new AuditFilter(
                query.optional("action", LONGEST),
                query.optional("actor", LONGEST),
                query.optional("user", LONGEST),
                query.optional("resource_type", LONGEST),
                query.optional("resource", LONGEST),
                query.optional("result", LONGEST),
                query.instant(query.isSent("from") ? "from" : "since"),
                query.instant("to"));
    }
}
