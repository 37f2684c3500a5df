package io.insula.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the launcher tells of itself: all of it, or what one command takes. */
final class Help {
    static final String ALL =
            """
            usage: java -jar insula.jar run|migrate|audit|vault|eval|version|--help [options]
                   COMMAND --help tells of one command alone

            run       start the database, migrate it, and serve
              --port NUMBER                  listen on that port (default 8001)
              --listen ADDRESS               listen on that address (default 127.0.0.1); beyond loopback without TLS
              --data DIRECTORY               keys and embedded database (default ./data)
              --formations DIRECTORY         one directory per formation (default ./formations)
              --database-url URL             use this PostgreSQL instead of the embedded one
              --database-password-file FILE  with --database-url: password of insula_app, mode 0600
              --owner-password-file FILE     with --database-url: migrate first, as insula_owner, mode 0600
              Memory: java -Xmx1g -jar insula.jar run

            migrate   bring the database schema to this version, then end
              --data DIRECTORY, or --database-url URL with --owner-password-file FILE
              --check                        only tell what would run
              --print-roles                  print what an administrator runs once on a PostgreSQL of the house

            audit prune   remove old audit entries, of which the signed heads stay (docs/audit.md)
              --before DATE                  what was sealed before that day (UTC), as 2026-01-31
              --tenant SLUG                  of this tenant only; else of all, and of the formations themselves
              --data DIRECTORY, or --database-url URL with --owner-password-file FILE

            vault rotate   make another master key and wrap all keys of the vault with it (docs/vault.md)
              --keys FILE                    the master keys (default keys/vault.keys in the data directory)
              --drop-old                     make none; remove the old ones once nothing hangs on them
              --data DIRECTORY, or --database-url URL with --owner-password-file FILE

            vault check    open all there is in the vault, and count
              --keys FILE, --data DIRECTORY, or --database-url URL with --owner-password-file FILE

            vault shred    make a tenant's credentials unreadable, for good
              --formation ID, --tenant SLUG  whose
              --yes                          because there is no way back
              --data DIRECTORY, or --database-url URL with --owner-password-file FILE

            eval      measure how well the search finds what was said; needs no database
              --file FILE                    turns and questions (docs/evaluation.md)

            version   print the versions
            """;

    private static final String USAGE = "usage: java -jar insula.jar ";
    private static final Set<String> FLAGS = Set.of("--help", "-h");
    /** Behind the words of a command in the first line of its paragraph. */
    private static final String GAP = "   ";

    private static final List<String> PARAGRAPHS =
            Arrays.stream(ALL.strip().split("\n\n")).skip(1).toList();

    private Help() {}

    /**
     * What is to be told to somebody who asks for help; empty if these words do not ask. They ask wherever
     * {@code --help} stands in them, so that nobody starts or shreds anything by asking.
     *
     * @throws UsageException if there is no such command
     */
    static Optional<String> askedFor(List<String> words) {
        boolean first = !words.isEmpty() && words.get(0).equals("help");
        if (!first && words.stream().noneMatch(FLAGS::contains)) {
            return Optional.empty();
        }
        String command = words.stream()
                .skip(first || FLAGS.contains(words.get(0)) ? 1 : 0)
                .takeWhile(word -> !word.startsWith("-"))
                .collect(Collectors.joining(" "));
        return Optional.of(command.isEmpty() ? ALL : of(command));
    }

    /** The paragraphs of the commands that begin with these words, under a line of usage. */
    private static String of(String command) {
        List<String> told = PARAGRAPHS.stream()
                .filter(paragraph -> (commandOf(paragraph) + " ").startsWith(command + " "))
                .toList();
        if (told.isEmpty()) {
            throw new UsageException("unknown command '" + command + "'");
        }
        String commands = told.stream().map(Help::commandOf).collect(Collectors.joining("|"));
        String options = told.get(0).contains("--") ? " [options]" : "";
        return USAGE + commands + options + "\n\n" + String.join("\n\n", told) + "\n";
    }

    private static String commandOf(String paragraph) {
        return paragraph.substring(0, paragraph.indexOf(GAP));
    }
}
