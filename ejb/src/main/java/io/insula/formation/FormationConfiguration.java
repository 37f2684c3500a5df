package io.insula.formation;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * What operators must set about formations.
 *
 * @param directory the directory that holds one directory per formation
 */
@Dependent
public record FormationConfiguration(String directory) {

    static final Setting<String> DIRECTORY = Setting.text("insula.formations.directory");

    @Inject
    FormationConfiguration(Config config) {
        this(DIRECTORY.read(config));
    }
}
