package io.insula.container;

import io.insula.access.KeysDirectory;
import io.insula.kernel.KeyKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Properties;
import java.util.concurrent.Callable;

/** Lets requests in with the keys that the server made, each in a thread of its own, as a server does. */
@ApplicationScoped
public class Door {

    @Inject
    KeysDirectory directory;

    @Inject
    Threads threads;

    @Inject
    Visit visit;

    /** A request of a back end that speaks for a user of the formation alpha. */
    public <T> T user(String tenant, String user, Callable<T> work) {
        return threads.alone(() -> visit.forUser(key("alpha", KeyKind.CLIENT), tenant, user, work));
    }

    /** A request of somebody who speaks for one user of the formation alpha and for nobody else. */
    public <T> T userAlone(String tenant, String user, Callable<T> work) {
        return threads.alone(() -> visit.forUserAlone(key("alpha", KeyKind.CLIENT), tenant, user, work));
    }

    /** A request of a back end that concerns a tenant of the formation alpha. */
    public <T> T tenant(String tenant, Callable<T> work) {
        return threads.alone(() -> visit.forTenant(key("alpha", KeyKind.CLIENT), tenant, work));
    }

    /** A request of a back end that speaks for a user, with a key that was made otherwise. */
    public <T> T userWith(String key, String tenant, String user, Callable<T> work) {
        return threads.alone(() -> visit.forUser(key, tenant, user, work));
    }

    /** A request of those who run the formation alpha. */
    public <T> T administrator(Callable<T> work) {
        return threads.alone(() -> visit.forFormation(key("alpha", KeyKind.ADMIN), work));
    }

    private String key(String formation, KeyKind kind) {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.file(formation + ".properties"))) {
            keys.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys.getProperty(kind.word() + "_key");
    }
}
