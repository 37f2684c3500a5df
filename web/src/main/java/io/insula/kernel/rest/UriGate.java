package io.insula.kernel.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PublicId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses paths that are not URIs before JAX-RS sees them: Jersey answers some of them with an empty 200, others with a
 * page of the container.
 */
@WebFilter("/*")
public class UriGate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (isUri(request.getRequestURI())) {
            chain.doFilter(request, answer);
            return;
        }
        String id = PublicId.next("req");
        answer.setStatus(400);
        answer.setHeader(RequestIdFilter.HEADER, id);
        answer.setContentType(Problem.MEDIA_TYPE);
        answer.getOutputStream()
                .write(Problem.of(Failure.of(ErrorCode.INVALID_REQUEST), id).getBytes(StandardCharsets.UTF_8));
    }

    static boolean isUri(String path) {
        try {
            return new URI(path).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
