package io.insula.access.start;

import io.insula.access.KeysDirectory;
import io.insula.formation.Formation;
import io.insula.kernel.KeyKind;
import io.insula.kernel.KeyText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The keys of a formation: its own where it declares them, otherwise made once and kept in a file of the server. */
@ApplicationScoped
public class GeneratedKeys {

    @Inject
    KeysDirectory directory;

    /** The key of a kind; reads the file, or makes it, only if the formation leaves a key to the server. */
    public String of(Formation formation, KeyKind kind) {
        Optional<String> declared = kind == KeyKind.ADMIN
                ? formation.keys().adminKey()
                : formation.keys().clientKey();
        return declared.orElseGet(() -> generated(formation.id(), kind));
    }

    private String generated(String formation, KeyKind kind) {
        String name = formation + ".properties";
        Properties keys = new Properties();
        try {
            keys.load(new StringReader(directory.readOrCreate(name, GeneratedKeys::fresh)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String key = keys.getProperty(property(kind), "").strip();
        if (key.isEmpty()) {
            throw new IllegalStateException("The file " + directory.file(name) + " lacks " + property(kind)
                    + "; add it, or remove the file to have new keys made");
        }
        return key;
    }

    private static String fresh() {
        StringBuilder text = new StringBuilder();
        for (KeyKind kind : KeyKind.values()) {
            text.append(property(kind)).append('=').append(KeyText.fresh(kind)).append('\n');
        }
        return text.toString();
    }

    private static String property(KeyKind kind) {
        return kind.word() + "_key";
    }
}
