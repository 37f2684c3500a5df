package io.insula.kernel.rest;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/** What the resource method that serves a request says about itself. */
public final class MatchedRoute {

    private MatchedRoute() {}

    /** The path as it is declared, without anybody's ids. */
    public static String template(Method method) {
        Path onClass = declared(method.getDeclaringClass(), Path.class);
        Path onMethod = method.getAnnotation(Path.class);
        String route = (onClass == null ? "" : onClass.value()) + "/" + (onMethod == null ? "" : onMethod.value());
        String joined = ("/" + route).replaceAll("/{2,}", "/");
        return joined.length() > 1 && joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
    }

    /** What the route's answers are called in the MUXI envelope; null for plain routes and when nothing matched. */
    static MuxiRoute muxi(ResourceInfo resource) {
        Method method = resource == null ? null : resource.getResourceMethod();
        return method == null ? null : method.getAnnotation(MuxiRoute.class);
    }

    /** Containers put proxies in front of resource classes, and these annotations are not inherited. */
    private static <A extends Annotation> A declared(Class<?> type, Class<A> annotation) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            A found = each.getAnnotation(annotation);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
