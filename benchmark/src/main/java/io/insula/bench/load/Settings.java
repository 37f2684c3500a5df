package io.insula.bench.load;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How long and how often to measure, read from the system properties {@code bench.*}.
 *
 * @param warmup seconds that each scenario runs before anything counts
 * @param rounds how often all scenarios take their turn; the median of the rounds is told
 * @param seconds how long one turn counts
 * @param only which scenarios, by a regular expression that is found in their names
 * @param heap of the server, as the Java launcher writes it
 * @param profile seconds of flight recording of the memory read after the rounds; 0 for none
 */
record Settings(
        Path product,
        Path war,
        Path formations,
        Path work,
        int warmup,
        int rounds,
        int seconds,
        Pattern only,
        String heap,
        int profile) {

    static Settings read() {
        return new Settings(
                path("bench.product"),
                path("bench.war"),
                path("bench.formations"),
                path("bench.work"),
                Integer.getInteger("bench.warmup", 60),
                Integer.getInteger("bench.rounds", 5),
                Integer.getInteger("bench.seconds", 4),
                Pattern.compile(System.getProperty("bench.only", ".*")),
                System.getProperty("bench.heap", "1g"),
                Integer.getInteger("bench.profile", 15));
    }

    private static Path path(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("The system property " + name + " is missing: run ./mvnw -Pbench");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
