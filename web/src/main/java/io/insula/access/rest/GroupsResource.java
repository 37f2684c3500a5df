package io.insula.access.rest;

import io.insula.access.role.GroupMember;
import io.insula.access.role.GroupService;
import io.insula.access.role.GroupSize;
import io.insula.input.rest.JsonInput;
import io.insula.input.rest.QueryInput;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.ForTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@ApplicationScoped
@Path("/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@Accepts(KeyKind.ADMIN)
@ForTenant
@SecurityRequirement(name = "AdminKey")
@Tag(name = "Access")
public class GroupsResource {

    private static final String MEMBERS = "members";

    @Inject
    GroupService groups;

    /** The groups of a tenant in which anybody is. */
    public record GroupList(List<GroupSize> groups, int count, boolean hasMore) {}

    /** A slice of a group's members. */
    public record MemberList(List<GroupMember> members, int count, String nextCursor, boolean hasMore) {

        static MemberList of(Page<GroupMember> page) {
            return new MemberList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
        }
    }

    @GET
    @Operation(operationId = "listGroups", summary = "Lists the groups of a tenant in which anybody is")
    public GroupList list(@Context UriInfo uri) {
        PageRequest page = QueryInput.of(uri).page();
        List<GroupSize> found = groups.list(page);
        List<GroupSize> shown = found.subList(0, Math.min(page.limit(), found.size()));
        return new GroupList(shown, shown.size(), found.size() > shown.size());
    }

    @GET
    @Path("{group}/members")
    @Operation(operationId = "listGroupMembers", summary = "Lists who is in a group of a tenant")
    public MemberList members(@PathParam("group") String group, @Context UriInfo uri) {
        return MemberList.of(groups.members(group, QueryInput.of(uri).page()));
    }

    @PUT
    @Path("{group}/members")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replaceGroupMembers", summary = "Says who is in a group of a tenant, all at once")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = MEMBERS,
                                            properties =
                                                    @SchemaProperty(
                                                            name = MEMBERS,
                                                            type = SchemaType.ARRAY,
                                                            implementation = String.class))))
    public MemberList replace(@PathParam("group") String group, JsonInput input) {
        if (!input.isSent(MEMBERS)) {
            input.fault(MEMBERS, "is required: identifiers or ids of users, or an empty list", "missing");
        }
        var members = input.strings(MEMBERS, GroupService.MOST_MEMBERS);
        input.rejectUnknown(MEMBERS, "user_id").check();
        return MemberList.of(groups.replace(group, members));
    }
}
