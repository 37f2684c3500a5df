package io.insula.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Under whose name the server runs. PostgreSQL refuses to run as root, so a launcher that is root steps aside: into a
 * user namespace without any mapped user where the kernel allows it, else to the account {@code nobody}.
 */
final class ServerAccount {
    private static final String FALLBACK = "nobody";

    private final List<String> prefix;
    private final boolean ownsFiles;

    private ServerAccount(List<String> prefix, boolean ownsFiles) {
        this.prefix = prefix;
        this.ownsFiles = ownsFiles;
    }

    static ServerAccount choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new ServerAccount(List.of(), false);
        }
        List<String> namespace = List.of("unshare", "-U", "--");
        if (works(namespace)) {
            return new ServerAccount(namespace, false);
        }
        List<String> other = List.of("setpriv", "--reuid", FALLBACK, "--clear-groups", "--no-new-privs", "--");
        if (works(other)) {
            return new ServerAccount(other, true);
        }
        throw new PostgresException("PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' works "
                + "here: start Insula as another user, or use --database-url");
    }

    /** The words to put before each command of the server. */
    List<String> prefix() {
        return prefix;
    }

    /** Hands a file or directory over to the account, where it could not otherwise write it. */
    void own(Path path) throws IOException {
        if (!ownsFiles) {
            return;
        }
        UserPrincipal account =
                path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(FALLBACK);
        Files.setOwner(path, account);
    }

    private static boolean works(List<String> prefix) {
        try {
            Process process = new ProcessBuilder(concat(prefix, List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
