package io.insula.openapi.rest;

import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.Anonymous;
import io.insula.kernel.rest.HttpConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The description of the API as a page, to read and to try: Swagger UI over the document that the running server makes
 * of itself. Nothing of it comes from another host, and nothing that it is given leaves the page but to this server.
 */
@ApplicationScoped
@Path("/docs")
public class ApiPageResource {

    private static final String INDEX = "index.html";

    private static final Map<String, String> FILES = Map.of(
            INDEX,
            "text/html; charset=utf-8",
            "page.css",
            "text/css; charset=utf-8",
            "page.js",
            "text/javascript; charset=utf-8",
            "swagger-ui.css",
            "text/css; charset=utf-8",
            "swagger-ui-bundle.js",
            "text/javascript; charset=utf-8",
            "swagger-ui-bundle.js.LICENSE.txt",
            "text/plain; charset=utf-8");

    /** Swagger UI draws with styles of its own and with images inside them; it runs no script but the files above. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpConfiguration configuration = HttpConfiguration.read(ConfigProvider.getConfig());

    @GET
    @Anonymous
    @Operation(hidden = true)
    public Response page() {
        return file(INDEX);
    }

    @GET
    @Path("{file}")
    @Anonymous
    @Operation(hidden = true)
    public Response part(@PathParam("file") String file) {
        return file(file);
    }

    /** Only what is listed lies here: a name never becomes a path. */
    private Response file(String name) {
        String type = configuration.apiPage() ? FILES.get(name) : null;
        InputStream content = type == null ? null : ApiPageResource.class.getResourceAsStream("page/" + name);
        if (content == null) {
            throw PlatformException.notFound("Resource");
        }
        return Response.ok(content, type)
                .header("Cache-Control", "private, max-age=3600")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
