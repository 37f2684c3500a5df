package io.insula.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a newcomer reads first: where Insula listens, where the keys lie, and three lines to paste that show two tenants
 * who do not know of each other. The key goes from its file into the request; it is neither printed nor an argument.
 */
final class Greeting {
    private final String address;
    private final Path keys;

    Greeting(String address, Path keys) {
        this.address = address;
        this.keys = keys;
    }

    String text() {
        StringBuilder text =
                new StringBuilder("Insula listens on ").append(address).append('\n');
        Optional<Path> first = firstFormation();
        if (first.isEmpty()) {
            return text.append("The formations bring their own keys; none were generated in ")
                    .append(keys)
                    .append('\n')
                    .toString();
        }
        Path keyFile = first.get();
        return text.append("Keys: ")
                .append(keys)
                .append("/<formation>.properties\nTry two tenants, each with a user called alice:\n")
                .append(chat(keyFile, "acme:alice", "My budget is $5,000"))
                .append(chat(keyFile, "acme:alice", "What'\\''s my budget?"))
                .append(chat(keyFile, "globex:alice", "What'\\''s my budget?"))
                .append("Stop with Ctrl-C.\n")
                .toString();
    }

    private String chat(Path keyFile, String user, String message) {
        return "  sed -n 's/^client_key *[=:] */X-Muxi-Client-Key: /p' '" + quoted(keyFile) + "' | curl -sS -H @- -H"
                + " 'X-Muxi-User-Id: " + user + "' -H 'Content-Type: application/json' -d '{\"message\": \"" + message
                + "\"}' " + address
                + "/v1/chat; echo\n";
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "'\\''");
    }

    private Optional<Path> firstFormation() {
        try (Stream<Path> entries = Files.list(keys)) {
            return entries.filter(entry -> entry.toString().endsWith(".properties"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new LaunchException("The directory " + keys + " cannot be read", e);
        }
    }
}
