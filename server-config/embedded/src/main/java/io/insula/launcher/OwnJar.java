package io.insula.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The file from which this launcher was started. */
final class OwnJar {
    private OwnJar() {}

    static Path path() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new LaunchException("The launcher does not find its own jar", e);
        }
    }
}
