package io.insula.formation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Formations as the tests of this room write them: short, and read by a server on localhost. */
final class Formations {

    static final DatabaseIdentity SERVER = new DatabaseIdentity("localhost", 5432, "insula", "insula_owner");

    private Formations() {}

    static Reading read(FormationSource source) {
        return FormationReader.read(source, SecretSource.none(), SERVER);
    }

    /** A formation whose one file is this text. */
    static Reading read(String main) {
        return read(main, Map.of());
    }

    static Reading read(String main, Map<String, String> secrets) {
        return read(Map.of(FormationSource.MAIN_FILE, main), secrets);
    }

    static Reading read(Map<String, String> files, Map<String, String> secrets) {
        return FormationReader.read(FormationSource.of(files), name -> Optional.ofNullable(secrets.get(name)), SERVER);
    }

    /** The text as a valid formation, its id in the first line, so that the text begins in the second. */
    static Reading readBody(String body) {
        return read("id: test\n" + body);
    }

    static Reading readBody(String body, Map<String, String> secrets) {
        return read("id: test\n" + body, secrets);
    }

    /** The text as {@code mcp/tool.afs} of a valid formation. */
    static Reading readMcp(String text) {
        return readBeside("mcp/tool.afs", text);
    }

    /** A valid formation with one more file. */
    static Reading readBeside(String path, String text) {
        Map<String, String> files = new TreeMap<>(Map.of(FormationSource.MAIN_FILE, "id: test\n"));
        files.put(path, text);
        return read(files, Map.of());
    }
}
