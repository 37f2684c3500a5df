package io.insula.formation.rest;

import io.insula.formation.FormationService;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The views of a formation that MUXI clients read with its admin key. */
@ApplicationScoped
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.ADMIN)
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Formation")
public class FormationResource {

    @Inject
    FormationService formations;

    @Inject
    @ConfigProperty(name = "insula.version")
    String version;

    @GET
    @Path("status")
    @MuxiRoute(object = "status", type = "status.read")
    @Operation(operationId = "getStatus", summary = "Says whether the formation is served, and in which revision")
    public FormationAnswer.Status status() {
        return new FormationAnswer.Status("running", version, FormationAnswer.of(formations.active()));
    }

    @GET
    @Path("config")
    @MuxiRoute(object = "config", type = "config.read")
    @Operation(operationId = "getConfig", summary = "Shows the settings in force, without keys and secrets")
    public FormationAnswer.Config config() {
        return FormationAnswer.Config.of(formations.active());
    }

    @GET
    @Path("formation")
    @MuxiRoute(object = "formation", type = "formation.read")
    @Operation(operationId = "getFormation", summary = "Shows what the formation is")
    public FormationAnswer formation() {
        return FormationAnswer.of(formations.active());
    }
}
