package io.insula.credential;

import java.nio.file.Path;

/** A rotation in a process of its own, which can be killed; its database and its file of keys are its arguments. */
final class RotationProcess {

    private RotationProcess() {}

    public static void main(String[] arguments) {
        VaultMaintenance.rotate(
                arguments[0], System.getenv("OWNER_PASSWORD"), Path.of(arguments[1]), false, System.out::println);
    }
}
