package io.insula.input.rest;

import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/** What the resource method that serves a request says about the body that it reads. */
final class AnnouncedBody {

    private AnnouncedBody() {}

    /** Whether the route reads its body itself, line by line. */
    static boolean readsLines(ResourceInfo resource) {
        return carries(resource, Lines.class);
    }

    /** How many bytes of a form the route reads; 0 where it takes none. */
    static int formBytes(ResourceInfo resource) {
        return carries(resource, FormBody.class)
                ? resource.getResourceMethod().getAnnotation(FormBody.class).mostBytes()
                : 0;
    }

    /** Whether the route takes whole files. */
    static boolean isBulky(ResourceInfo resource) {
        return carries(resource, Bulky.class);
    }

    private static boolean carries(ResourceInfo resource, Class<? extends Annotation> annotation) {
        Method method = resource == null ? null : resource.getResourceMethod();
        return method != null && method.isAnnotationPresent(annotation);
    }
}
