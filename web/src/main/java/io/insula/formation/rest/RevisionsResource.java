package io.insula.formation.rest;

import io.insula.formation.Deployment;
import io.insula.formation.NewRevision;
import io.insula.formation.RevisionService;
import io.insula.input.rest.Bulky;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Created;
import io.insula.kernel.rest.MuxiRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/formation/revisions")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.ADMIN)
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Formation")
public class RevisionsResource {

    @Inject
    RevisionService revisions;

    @POST
    @Bulky
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "formation_revision", type = "formation_revision.uploaded")
    @Operation(
            operationId = "uploadFormation",
            summary = "Stores the files of the formation as a revision and, unless told otherwise, activates it")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = RevisionInput.FILES,
                                            properties = {
                                                @SchemaProperty(name = RevisionInput.FILES, type = SchemaType.OBJECT),
                                                @SchemaProperty(
                                                        name = RevisionInput.ACTIVATE,
                                                        type = SchemaType.BOOLEAN),
                                                @SchemaProperty(
                                                        name = RevisionInput.DRY_RUN,
                                                        type = SchemaType.BOOLEAN),
                                                @SchemaProperty(name = RevisionInput.COMMENT, type = SchemaType.STRING)
                                            })))
    @APIResponse(
            responseCode = "200",
            description = "It is known already, or was only looked at",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RevisionAnswer.class)))
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RevisionAnswer.class)))
    public Response upload(JsonInput input, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, @Context UriInfo uri) {
        NewRevision wanted = RevisionInput.revision(input, ifMatch);
        Deployment done = revisions.upload(wanted);
        RevisionAnswer answer = RevisionAnswer.of(done);
        return done.created() && !wanted.dryRun()
                ? Created.at(uri, RevisionsResource.class, answer.hash(), answer)
                : Response.ok(answer).build();
    }

    @GET
    @MuxiRoute(object = "formation_revision_list", type = "formation_revision.list")
    @Operation(operationId = "listFormationRevisions", summary = "Lists the revisions that are kept, newest first")
    public RevisionList list(@Context UriInfo uri) {
        return RevisionList.of(revisions.list(QueryInput.of(uri).page()));
    }

    @GET
    @Path("{hash}")
    @MuxiRoute(object = "formation_revision", type = "formation_revision.read")
    @Operation(operationId = "getFormationRevision", summary = "Shows one revision with its files, secrets unresolved")
    public RevisionAnswer get(@PathParam("hash") String hash) {
        return RevisionAnswer.of(revisions.get(hash));
    }

    @POST
    @Path("{hash}/activate")
    @Consumes(MediaType.APPLICATION_JSON)
    @MuxiRoute(object = "formation_revision", type = "formation_revision.activated")
    @Operation(
            operationId = "activateFormationRevision",
            summary = "Makes a revision the active one, from the next request on, on every node")
    public RevisionAnswer activate(
            JsonInput input, @PathParam("hash") String hash, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        input.rejectUnknown().check();
        return RevisionAnswer.of(revisions.activate(hash, RevisionInput.expected(ifMatch)));
    }
}
