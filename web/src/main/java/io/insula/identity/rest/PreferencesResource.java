package io.insula.identity.rest;

import io.insula.identity.PreferenceService;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Deleted;
import io.insula.kernel.rest.MuxiRoute;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/users/me/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Accepts({KeyKind.CLIENT, KeyKind.ADMIN})
@SecurityRequirement(name = "ClientKey")
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Users")
public class PreferencesResource {

    @Inject
    PreferenceService preferences;

    @GET
    @MuxiRoute(object = "preference_list", type = "preference.list")
    @Operation(operationId = "listPreferences", summary = "Lists the calling user's preferences, oldest key first")
    public PreferenceList list(@Context UriInfo uri) {
        return PreferenceList.of(preferences.list(QueryInput.of(uri).page()).map(PreferenceAnswer::of));
    }

    @GET
    @Path("{key}")
    @MuxiRoute(object = "preference", type = "preference.read")
    @Operation(operationId = "getPreference", summary = "Shows one preference of the calling user")
    public PreferenceAnswer get(@PathParam("key") String key) {
        return PreferenceAnswer.of(preferences.get(key));
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "preference", type = "preference.set")
    @Operation(operationId = "setPreference", summary = "Sets a preference of the calling user, new or not")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description = "value is any JSON but null",
                                            requiredProperties = "value",
                                            properties = {
                                                @SchemaProperty(name = "value"),
                                                @SchemaProperty(name = "user_id", type = SchemaType.STRING)
                                            })))
    public PreferenceAnswer set(@PathParam("key") String key, JsonInput input) {
        JsonValue value = input.requiredValue("value");
        input.rejectUnknown("value", "user_id").check();
        return PreferenceAnswer.of(preferences.set(key, value));
    }

    @DELETE
    @Path("{key}")
    @MuxiRoute(object = "preference", type = "preference.deleted")
    @Operation(operationId = "deletePreference", summary = "Forgets one preference of the calling user")
    public Deleted delete(@PathParam("key") String key) {
        preferences.delete(key);
        return Deleted.of(key);
    }
}
