package io.insula.system.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server that the product runs on, and how it is started. The profiles {@code wildfly} and {@code payara} choose. */
interface ServerKind {

    /**
     * What a server is told.
     *
     * @param name under which what it prints is kept
     * @param port on loopback
     * @param management another one, for servers that are managed over HTTP
     * @param data its directory
     * @param properties of the application
     * @param options of the launcher's command line
     */
    record Order(
            String name, int port, int management, Path data, Map<String, String> properties, List<String> options) {

        /** The value of an option; null where it is not among them. */
        String option(String name) {
            int place = options.indexOf(name);
            return place < 0 ? null : options.get(place + 1);
        }

        /** Whether the log shall be written for programs; each server has its own switch. */
        boolean logsAsJson() {
            return "json".equals(properties.get("insula.log.format"));
        }
    }

    /** Starts a process that will serve. */
    ServerProcess start(Order order);

    /** The one that these tests run on. */
    static ServerKind chosen() {
        return switch (System.getProperty("insula.server", "micro")) {
            case "wildfly" -> new WildFly();
            case "payara" -> new PayaraServer();
            default -> new LaunchedJar();
        };
    }
}
