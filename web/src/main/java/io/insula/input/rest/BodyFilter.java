package io.insula.input.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.HttpConfiguration;
import io.insula.kernel.rest.RequestProperties;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses by its headers a body that is too large or not of the route's type, and lays the rest out as {@link RequestBody} for the
 * filters and the resource behind it. Routes that read {@link Lines} or a {@link FormBody} read it themselves.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class BodyFilter implements ContainerRequestFilter {

    private static final Set<String> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final String JSON = "application/json in UTF-8";

    private final HttpConfiguration configuration;

    @Context
    private ResourceInfo resource;

    public BodyFilter() {
        this(HttpConfiguration.read(ConfigProvider.getConfig()));
    }

    public BodyFilter(HttpConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (WITHOUT_BODY.contains(request.getMethod()) || !announcesBody(request)) {
            return;
        }
        if (AnnouncedBody.readsLines(resource)) {
            return;
        }
        int formBytes = AnnouncedBody.formBytes(resource);
        int limit = formBytes > 0 ? formBytes : limit();
        if (announcedLength(request) > limit) {
            throw RequestBody.tooLarge(limit);
        }
        MediaType type = request.getMediaType();
        if (formBytes > 0 ? !isForm(type) : !isJson(type)) {
            throw new PlatformException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be " + (formBytes > 0 ? FormBody.MEDIA_TYPE : JSON));
        }
        if (formBytes == 0) {
            request.setProperty(RequestProperties.BODY, new RequestBody(request.getEntityStream(), limit));
        }
    }

    private int limit() {
        return AnnouncedBody.isBulky(resource) ? configuration.maxUploadBytes() : configuration.maxBodyBytes();
    }

    private static boolean isForm(MediaType type) {
        return type != null && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type);
    }

    private static boolean announcesBody(ContainerRequestContext request) {
        return request.getHeaderString("Transfer-Encoding") != null || announcedLength(request) != 0;
    }

    /** In bytes; -1 when the sender did not say, 0 when there is none. */
    private static long announcedLength(ContainerRequestContext request) {
        String length = request.getHeaderString("Content-Length");
        if (length == null) {
            // HTTP/2 needs neither header: the type then tells whether something follows.
            return request.getHeaderString("Content-Type") == null ? 0 : -1;
        }
        try {
            return Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "The header Content-Length is not a number");
        }
    }

    private static boolean isJson(MediaType type) {
        if (type == null
                || !"application".equalsIgnoreCase(type.getType())
                || !"json".equalsIgnoreCase(type.getSubtype())) {
            return false;
        }
        String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        return charset == null || charset.equalsIgnoreCase("utf-8");
    }
}
