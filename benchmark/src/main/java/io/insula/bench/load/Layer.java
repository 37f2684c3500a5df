package io.insula.bench.load;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;

/** The layers of a request. A sample belongs to the layer of its innermost frame that belongs to any. */
enum Layer {
    LOGGING("java.util.logging.", "io.insula.launcher.Line", "io.insula.kernel.rest.AccessLogFilter"),
    JSON("org.eclipse.yasson.", "org.eclipse.parsson.", "jakarta.json."),
    PGJDBC("org.postgresql.", "io.insula.launcher.library.postgresql."),
    ECLIPSELINK("org.eclipse.persistence."),
    POOL("com.sun.enterprise.resource.", "com.sun.gjc.", "com.sun.enterprise.connectors."),
    TRANSACTION("com.sun.enterprise.transaction.", "com.sun.jts.", "org.glassfish.transaction."),
    EJB("com.sun.ejb.", "org.glassfish.ejb.", "com.sun.enterprise.container.common."),
    CDI("org.jboss.weld.", "org.glassfish.weld.", "org.glassfish.cdi."),
    AUTHENTICATION(
            "org.glassfish.soteria.",
            "org.glassfish.epicyro.",
            "com.sun.enterprise.security.",
            "com.sun.web.security.",
            "org.glassfish.exousia.",
            "jakarta.security.",
            "com.sun.jaspic.",
            "io.insula.access.rest.KeyAuthentication",
            "io.insula.access.KeyHash",
            "io.insula.access.KeyVerifier"),
    JAX_RS("org.glassfish.jersey.", "org.glassfish.hk2.", "org.jvnet.hk2.", "jakarta.ws.rs."),
    MONITORING("fish.payara.", "io.opentelemetry.", "org.glassfish.flashlight."),
    CONFIGURATION("org.eclipse.microprofile.config."),
    HTTP(
            "org.glassfish.grizzly.",
            "org.apache.catalina.",
            "org.apache.tomcat.",
            "com.sun.enterprise.",
            "jakarta.servlet."),
    INSULA("io.insula."),
    OTHER("");

    private final Pattern prefix;

    Layer(String... prefixes) {
        this.prefix = Pattern.compile(Stream.of(prefixes).map(Pattern::quote).collect(Collectors.joining("|")));
    }

    static Layer of(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            for (Layer layer : values()) {
                if (layer != OTHER && layer.holds(frame)) {
                    return layer;
                }
            }
        }
        return OTHER;
    }

    boolean holds(RecordedFrame frame) {
        return prefix.matcher(frame.getMethod().getType().getName()).lookingAt();
    }

    /** A thread in a native call may be reading, writing or only waiting; the last is no work. */
    static boolean waits(RecordedEvent event) {
        if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
            return false;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        String method = frames.isEmpty() ? "" : frames.get(0).getMethod().getName();
        return !method.startsWith("write") && !method.startsWith("socketWrite");
    }
}
