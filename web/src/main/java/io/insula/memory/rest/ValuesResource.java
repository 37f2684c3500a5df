package io.insula.memory.rest;

import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PageRequest;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import io.insula.memory.value.ValueService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
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
@Path("/v1/memory/values")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Values")
public class ValuesResource {

    private static final String VALUE = "value";
    private static final String VERSION = "version";

    @Inject
    ValueService values;

    @GET
    @MuxiRoute(object = "value_list", type = "value.list")
    @Operation(operationId = "getValues", summary = "Lists the calling user's values by namespace and key")
    @Parameter(name = "namespace", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "offset", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    public ValueList list(@Context UriInfo uri) {
        QueryInput query = QueryInput.of(uri);
        int limit = query.integer("limit", 1, PageRequest.MAX_LIMIT, PageRequest.DEFAULT_LIMIT);
        int offset = query.integer("offset", 0, PageRequest.MAX_OFFSET, 0);
        return ValueList.of(values.list(query.optional("namespace", JsonInput.SHORT), offset, limit + 1), limit);
    }

    @GET
    @Path("{namespace}/{key}")
    @MuxiRoute(object = "value", type = "value.read")
    @Operation(operationId = "getValue", summary = "Shows the calling user's value under a name")
    public ValueAnswer get(@PathParam("namespace") String namespace, @PathParam("key") String key) {
        return ValueAnswer.of(values.retrieve(namespace, key));
    }

    @PUT
    @Path("{namespace}/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "value", type = "value.stored")
    @Operation(operationId = "putValue", summary = "Keeps a value under a name, in place of the one before")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = VALUE,
                                            properties = {
                                                @SchemaProperty(name = VALUE, description = "Anything but null"),
                                                @SchemaProperty(
                                                        name = VERSION,
                                                        type = SchemaType.INTEGER,
                                                        description = "Refused with 409 if it is another; 0: none yet"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    public ValueAnswer put(@PathParam("namespace") String namespace, @PathParam("key") String key, JsonInput input) {
        JsonValue value = input.requiredValue(VALUE);
        Integer version = input.integer(VERSION, 0, Integer.MAX_VALUE);
        input.rejectUnknown(VALUE, VERSION, "user_id").check();
        return ValueAnswer.of(values.store(namespace, key, value, version));
    }

    @DELETE
    @Path("{namespace}/{key}")
    @MuxiRoute(object = "value", type = "value.deleted")
    @Operation(operationId = "deleteValue", summary = "Removes the calling user's value under a name")
    public DeletedValue delete(@PathParam("namespace") String namespace, @PathParam("key") String key) {
        values.delete(namespace, key);
        return new DeletedValue(namespace, key, true);
    }
}
