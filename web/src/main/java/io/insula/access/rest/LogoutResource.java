package io.insula.access.rest;

import io.insula.access.logout.BackChannel;
import io.insula.access.logout.LogoutRefusedException;
import io.insula.input.rest.FormBody;
import io.insula.input.rest.FormInput;
import io.insula.kernel.rest.Anonymous;
import io.insula.kernel.rest.RequestProperties;
import io.insula.tenant.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where issuers of tokens say that somebody has logged out. Answers are those of OpenID Connect Back-Channel Logout 1.0, so
 * neither in the envelope nor as problems; no answer here may be kept, as the standard wants it.
 */
@ApplicationScoped
@Path("/v1/sso/logout")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Single sign-on")
public class LogoutResource {

    private static final int MOST_BYTES = 1 << 14;
    private static final String TOKEN = "logout_token";

    @Inject
    BackChannel channel;

    @Inject
    Origin origin;

    /** An error as OAuth 2.0 writes it. */
    public record OAuthError(String error, String errorDescription) {}

    @POST
    @Anonymous
    @FormBody(mostBytes = MOST_BYTES)
    @Operation(
            operationId = "backChannelLogout",
            summary = "Ends the logins that a logout token of a believed issuer names")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = FormBody.MEDIA_TYPE,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = TOKEN,
                                            properties =
                                                    @SchemaProperty(
                                                            name = TOKEN,
                                                            type = SchemaType.STRING,
                                                            description = "A logout token"))))
    public Response logOut(InputStream body, @Context HttpServletRequest request) {
        try {
            List<String> sent = FormInput.read(body, MOST_BYTES).all(TOKEN);
            if (sent.size() != 1) {
                return refused("exactly one " + TOKEN + " must be sent");
            }
            channel.hear(sent.get(0), origin.address(), (String) request.getAttribute(RequestProperties.REQUEST_ID));
            return Response.ok().build();
        } catch (LogoutRefusedException e) {
            return refused(e.getMessage());
        }
    }

    private static Response refused(String reason) {
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(new OAuthError("invalid_request", reason))
                .build();
    }
}
