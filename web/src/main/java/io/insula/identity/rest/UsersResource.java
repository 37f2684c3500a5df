package io.insula.identity.rest;

import io.insula.identity.SubjectType;
import io.insula.identity.UserQuery;
import io.insula.identity.UserService;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.FieldFault;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.ForTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/admin/users")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.ADMIN)
@ForTenant
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Users")
public class UsersResource {

    private static final String STATUS = "status";
    private static final String SUSPENDED = "suspended";
    private static final List<String> STATUSES = List.of("active", SUSPENDED);

    @Inject
    UserService users;

    @GET
    @Operation(operationId = "listUsers", summary = "Lists a tenant's users, oldest first, or those of some name")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "How one of the user's identifiers begins",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = STATUS,
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"active", SUSPENDED}))
    @Parameter(
            name = IdentifierInput.SUBJECT_TYPE,
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"user", "agent"}))
    public UserList list(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        String status = query.optional(STATUS, JsonInput.SHORT);
        if (status != null && !STATUSES.contains(status)) {
            throw fault(STATUS, "must be \"active\" or \"suspended\"");
        }
        String word = query.optional(IdentifierInput.SUBJECT_TYPE, JsonInput.SHORT);
        SubjectType type = word == null
                ? null
                : SubjectType.of(word)
                        .orElseThrow(() -> fault(IdentifierInput.SUBJECT_TYPE, "must be \"user\" or \"agent\""));
        UserQuery wanted = new UserQuery(query.optional("q", JsonInput.SHORT), status, type);
        return UserList.of(users.list(wanted, query.page()).map(UserAnswer::of));
    }

    @GET
    @Path("{user}")
    @Operation(operationId = "getUserOfTenant", summary = "Shows one of a tenant's users by the public id")
    public UserAnswer get(@PathParam("user") String userId) {
        return UserAnswer.of(users.get(userId));
    }

    @PATCH
    @Path("{user}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "updateUser", summary = "Suspends or resumes a user, or says whether it is an agent")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            properties = {
                                                @SchemaProperty(
                                                        name = STATUS,
                                                        type = SchemaType.STRING,
                                                        enumeration = {"active", SUSPENDED}),
                                                @SchemaProperty(
                                                        name = IdentifierInput.SUBJECT_TYPE,
                                                        type = SchemaType.STRING,
                                                        enumeration = {"user", "agent"})
                                            })))
    public UserAnswer update(@PathParam("user") String userId, JsonInput input) {
        String status = input.string(STATUS);
        if (status != null && !STATUSES.contains(status)) {
            input.fault(STATUS, "must be \"active\" or \"suspended\"", "not_allowed");
        }
        SubjectType type = IdentifierInput.subjectType(input);
        if (!input.isSent(STATUS) && !input.isSent(IdentifierInput.SUBJECT_TYPE)) {
            input.fault(STATUS, "or subject_type is required", "missing");
        }
        input.rejectUnknown(STATUS, IdentifierInput.SUBJECT_TYPE).check();
        Boolean suspended = status == null ? null : SUSPENDED.equals(status);
        return UserAnswer.of(users.change(userId, suspended, type));
    }

    private static PlatformException fault(String field, String message) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, "not_allowed")));
    }
}
