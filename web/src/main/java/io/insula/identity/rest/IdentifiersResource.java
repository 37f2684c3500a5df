package io.insula.identity.rest;

import io.insula.identity.Identifier;
import io.insula.identity.IdentifierService;
import io.insula.identity.Linked;
import io.insula.identity.NamedIdentifier;
import io.insula.identity.SubjectType;
import io.insula.identity.User;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.FieldFault;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.ForTenant;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@ForTenant
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Users")
public class IdentifiersResource {

    private static final String MUXI_USER_ID = "muxi_user_id";
    private static final String USER_ID = "user_id";
    private static final String CREATE_USER = "create_user";
    private static final String FORCE = "force";
    private static final int LONGEST_USER_ID = 64;

    @Inject
    IdentifierService identifiers;

    @POST
    @Path("identifiers")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "user_identifiers", type = "user.identifiers.linked")
    @Operation(operationId = "linkUserIdentifiers", summary = "Links identifiers to one user, all or none of them")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = IdentifierInput.IDENTIFIERS,
                                            properties = {
                                                @SchemaProperty(
                                                        name = IdentifierInput.IDENTIFIERS,
                                                        type = SchemaType.ARRAY,
                                                        implementation = Object.class,
                                                        description =
                                                                "Each a text, [text, type] or {identifier, type}"),
                                                @SchemaProperty(
                                                        name = MUXI_USER_ID,
                                                        type = SchemaType.STRING,
                                                        description =
                                                                "Left out: whoever has one of them, or a new user"),
                                                @SchemaProperty(name = USER_ID, type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = IdentifierInput.SUBJECT_TYPE,
                                                        type = SchemaType.STRING,
                                                        enumeration = {"user", "agent"})
                                            })))
    public IdentifierList link(JsonInput input) {
        String userId = userId(input);
        List<NamedIdentifier> named = IdentifierInput.all(input);
        SubjectType subjectType = IdentifierInput.subjectType(input);
        input.rejectUnknown(IdentifierInput.IDENTIFIERS, MUXI_USER_ID, USER_ID, IdentifierInput.SUBJECT_TYPE)
                .check();
        Linked linked = identifiers.link(userId, named, subjectType);
        return IdentifierList.of(linked.userId(), linked.identifiers());
    }

    @GET
    @Path("identifiers/{identifier}")
    @MuxiRoute(object = "user_identifiers", type = "user.identifiers.list")
    @Operation(operationId = "getUserIdentifiers", summary = "Lists the identifiers of one user")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "plain lists texts instead of objects",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"objects", "plain"}))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IdentifierList.class)))
    public Object list(@PathParam("identifier") String identifier, @Context UriInfo uri) {
        String format = QueryInput.of(uri).optional("format", JsonInput.SHORT);
        if (format != null && !List.of("objects", "plain").contains(format)) {
            throw fault("format", "must be \"objects\" or \"plain\"", "not_allowed");
        }
        User user = lookUp(identifier);
        return "plain".equals(format)
                ? PlainIdentifierList.of(user.id(), user.identifiers())
                : IdentifierList.of(user.id(), user.identifiers());
    }

    @GET
    @Path("{identifier}/identifiers")
    @MuxiRoute(object = "user_identifiers", type = "user.identifiers.list")
    @Operation(operationId = "getIdentifiersOfUser", summary = "Lists the identifiers of one user")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "plain lists texts instead of objects",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"objects", "plain"}))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IdentifierList.class)))
    public Object listOf(@PathParam("identifier") String identifier, @Context UriInfo uri) {
        return list(identifier, uri);
    }

    @DELETE
    @Path("identifiers/{identifier}")
    @MuxiRoute(object = "user_identifier", type = "user.identifier.unlinked")
    @Operation(operationId = "unlinkUserIdentifier", summary = "Makes an identifier nobody's")
    @Parameter(name = FORCE, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    public UnlinkedIdentifier unlink(@PathParam("identifier") String identifier, @Context UriInfo uri) {
        return UnlinkedIdentifier.of(
                identifiers.unlink(identifier, QueryInput.of(uri).bool(FORCE)));
    }

    @POST
    @Path("identifiers/unlink")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "user_identifier", type = "user.identifier.unlinked")
    @Operation(
            operationId = "unlinkAnyUserIdentifier",
            summary = "Makes an identifier nobody's that is a secret or does not fit into a path")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = IdentifierInput.IDENTIFIER,
                                            properties = {
                                                @SchemaProperty(
                                                        name = IdentifierInput.IDENTIFIER,
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(name = FORCE, type = SchemaType.BOOLEAN)
                                            })))
    public UnlinkedIdentifier unlink(JsonInput input) {
        String identifier = input.requiredString(IdentifierInput.IDENTIFIER, IdentifierInput.LONGEST);
        boolean force = Boolean.TRUE.equals(input.bool(FORCE));
        input.rejectUnknown(IdentifierInput.IDENTIFIER, FORCE).check();
        return UnlinkedIdentifier.of(identifiers.unlink(identifier, force));
    }

    @GET
    @Path("{identifier}")
    @MuxiRoute(object = "user", type = "user.read")
    @Operation(operationId = "getUser", summary = "Shows the user behind an identifier or a public id; makes none")
    public UserAnswer get(@PathParam("identifier") String identifier) {
        return UserAnswer.of(lookUp(identifier));
    }

    @POST
    @Path("resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "user", type = "user.resolved")
    @Operation(operationId = "resolveUser", summary = "Tells who stands behind an identifier, who is made if need be")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = IdentifierInput.IDENTIFIER,
                                            properties = {
                                                @SchemaProperty(
                                                        name = IdentifierInput.IDENTIFIER,
                                                        type = SchemaType.STRING),
                                                @SchemaProperty(name = "identifier_type", type = SchemaType.STRING),
                                                @SchemaProperty(
                                                        name = CREATE_USER,
                                                        type = SchemaType.BOOLEAN,
                                                        description = "true if left out"),
                                                @SchemaProperty(
                                                        name = IdentifierInput.SUBJECT_TYPE,
                                                        type = SchemaType.STRING,
                                                        enumeration = {"user", "agent"})
                                            })))
    public ResolvedUser resolve(JsonInput input) {
        String identifier = input.requiredString(IdentifierInput.IDENTIFIER, IdentifierInput.LONGEST);
        String type = input.string("identifier_type");
        boolean create = !Boolean.FALSE.equals(input.bool(CREATE_USER));
        SubjectType subjectType = IdentifierInput.subjectType(input);
        input.rejectUnknown(IdentifierInput.IDENTIFIER, "identifier_type", CREATE_USER, IdentifierInput.SUBJECT_TYPE)
                .check();
        return resolve(identifier, type, create, subjectType);
    }

    @GET
    @Path("resolve")
    @MuxiRoute(object = "user", type = "user.resolved")
    @Operation(operationId = "resolveUserByQuery", summary = "Tells who stands behind an identifier; makes nobody")
    @Parameter(
            name = IdentifierInput.IDENTIFIER,
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(type = SchemaType.STRING))
    public ResolvedUser resolve(@Context UriInfo uri) {
        String identifier = QueryInput.of(uri).required(IdentifierInput.IDENTIFIER, IdentifierInput.LONGEST);
        return resolve(identifier, null, false, null);
    }

    private ResolvedUser resolve(String sent, String type, boolean create, SubjectType subjectType) {
        if (!create || Identifier.parse("The identifier", sent).isPublicId()) {
            return new ResolvedUser(sent, lookUp(sent).id(), false);
        }
        NamedIdentifier named = NamedIdentifier.parse("The field identifier", sent, type);
        Linked linked = identifiers.link(null, List.of(named), subjectType);
        return new ResolvedUser(sent, linked.userId(), linked.created());
    }

    private User lookUp(String sent) {
        return identifiers.lookUp(Identifier.parse("The identifier", sent));
    }

    /** Clients call it by either name; both may be sent if they agree. */
    private static String userId(JsonInput input) {
        String muxi = input.optionalString(MUXI_USER_ID, LONGEST_USER_ID);
        String user = input.optionalString(USER_ID, IdentifierInput.LONGEST);
        // Its tenant, if it names one, was read with the request's.
        user = user == null ? null : user.substring(user.indexOf(':') + 1);
        if (muxi != null && user != null && !Objects.equals(muxi, user)) {
            input.fault(USER_ID, "must be the same as muxi_user_id, or left out", "conflict");
        }
        return muxi != null ? muxi : user;
    }

    private static PlatformException fault(String field, String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, type)));
    }
}
