package io.insula.formation;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators must set about formations.
 *
 * @param directory the directory that holds one directory per formation
 * @param revisions how many revisions of a formation are kept
 * @param watch how often a node that nobody asks looks which revisions are active
 */
@Dependent
public record FormationConfiguration(String directory, int revisions, Duration watch) {

    static final Setting<String> DIRECTORY = Setting.text("insula.formations.directory");
    static final Setting<Integer> REVISIONS = Setting.number("insula.formations.revisions", 2, 10_000, 50);
    static final Setting<Duration> WATCH = Setting.duration(
            "insula.formations.watch", Duration.ofMillis(100), Duration.ofHours(1), Duration.ofSeconds(10));

    public FormationConfiguration {
        REVISIONS.check(revisions);
        WATCH.check(watch);
    }

    @Inject
    FormationConfiguration(Config config) {
        this(DIRECTORY.read(config), REVISIONS.read(config), WATCH.read(config));
    }
}
