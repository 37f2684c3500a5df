package io.insula.launcher;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command with its options, read from the words after {@code java -jar insula.jar}. */
record CommandLine(Command command, Options options) {
    static final String USAGE =
            "usage: java -jar insula.jar run|migrate|audit|vault|eval|version|--help [options] (--help tells them all)";

    private static final int DEFAULT_PORT = 8001;
    private static final int HIGHEST_PORT = 65535;
    private static final Set<String> RUN_OPTIONS = Set.of(
            "--port",
            "--listen",
            "--data",
            "--formations",
            "--database-url",
            "--database-password-file",
            "--owner-password-file");
    private static final Set<String> MIGRATE_OPTIONS = Set.of("--data", "--database-url", "--owner-password-file");
    private static final Set<String> PRUNE_OPTIONS =
            Set.of("--data", "--database-url", "--owner-password-file", "--before", "--tenant");
    private static final Set<String> VAULT_OPTIONS =
            Set.of("--data", "--database-url", "--owner-password-file", "--keys");
    private static final Set<String> SHRED_OPTIONS =
            Set.of("--data", "--database-url", "--owner-password-file", "--formation", "--tenant");
    private static final Set<String> EVAL_OPTIONS = Set.of("--file");
    private static final Map<Command, Set<String>> FLAGS = Map.of(
            Command.MIGRATE, Set.of("--check", "--print-roles"),
            Command.VAULT_ROTATE, Set.of("--drop-old"),
            Command.VAULT_SHRED, Set.of("--yes"));

    /**
     * Understands the whole line or none of it.
     *
     * @throws UsageException naming the word that is not understood
     */
    static CommandLine parse(List<String> words) {
        Iterator<String> rest = words.iterator();
        if (!rest.hasNext()) {
            throw new UsageException("no command is given");
        }
        String word = rest.next();
        Command command =
                switch (word) {
                    case "run" -> Command.RUN;
                    case "migrate" -> Command.MIGRATE;
                    case "audit" -> audit(rest);
                    case "vault" -> vault(rest);
                    case "eval" -> Command.EVAL;
                    case "version", "--version" -> Command.VERSION;
                    default -> throw new UsageException("unknown command '" + word + "'");
                };
        return new CommandLine(command, options(command, rest));
    }

    private static Command audit(Iterator<String> rest) {
        if (!rest.hasNext() || !rest.next().equals("prune")) {
            throw new UsageException("audit needs the word prune behind it");
        }
        return Command.AUDIT_PRUNE;
    }

    private static Command vault(Iterator<String> rest) {
        return switch (rest.hasNext() ? rest.next() : "") {
            case "rotate" -> Command.VAULT_ROTATE;
            case "check" -> Command.VAULT_CHECK;
            case "shred" -> Command.VAULT_SHRED;
            default -> throw new UsageException("vault needs one of the words rotate, check, shred behind it");
        };
    }

    private static Options options(Command command, Iterator<String> rest) {
        Map<String, String> values = new HashMap<>();
        Set<String> flags = new HashSet<>();
        while (rest.hasNext()) {
            String option = rest.next();
            if (FLAGS.getOrDefault(command, Set.of()).contains(option)) {
                flags.add(option);
                continue;
            }
            if (!valued(command).contains(option)) {
                throw new UsageException("unknown option '" + withoutValue(option) + "'");
            }
            if (!rest.hasNext()) {
                throw new UsageException("option " + option + " needs a value");
            }
            if (values.put(option, rest.next()) != null) {
                throw new UsageException("option " + option + " is given twice");
            }
        }
        Options options = new Options(
                ListenAddress.of(values.getOrDefault("--listen", ListenAddress.LOOPBACK)),
                port(values.get("--port")),
                Path.of(values.getOrDefault("--data", "data")),
                Path.of(values.getOrDefault("--formations", "formations")),
                Optional.ofNullable(values.get("--database-url")).map(DatabaseAddress::of),
                Optional.ofNullable(values.get("--database-password-file")).map(Path::of),
                Optional.ofNullable(values.get("--owner-password-file")).map(Path::of),
                flags.contains("--check"),
                flags.contains("--print-roles"),
                Optional.ofNullable(values.get("--file")).map(Path::of),
                Optional.ofNullable(values.get("--before")).map(CommandLine::day),
                Optional.ofNullable(values.get("--tenant")),
                new VaultOptions(
                        Optional.ofNullable(values.get("--keys")).map(Path::of),
                        Optional.ofNullable(values.get("--formation")),
                        flags.contains("--drop-old"),
                        flags.contains("--yes")));
        requireWhatIsNeeded(command, options);
        requirePasswordFile(command, options);
        return options;
    }

    private static void requireWhatIsNeeded(Command command, Options options) {
        if (command == Command.EVAL && options.file().isEmpty()) {
            throw new UsageException("eval needs --file");
        }
        if (command == Command.AUDIT_PRUNE && options.before().isEmpty()) {
            throw new UsageException("audit prune needs --before");
        }
        if (command == Command.VAULT_SHRED) {
            if (options.vault().formation().isEmpty() || options.tenant().isEmpty()) {
                throw new UsageException("vault shred needs --formation and --tenant");
            }
            if (!options.vault().yes()) {
                throw new UsageException("vault shred cannot be undone: say --yes");
            }
        }
    }

    private static void requirePasswordFile(Command command, Options options) {
        boolean external = options.databaseUrl().isPresent();
        if (!external
                && options.databasePasswordFile().or(options::ownerPasswordFile).isPresent()) {
            throw new UsageException("a password file is for --database-url; the embedded database keeps its own");
        }
        if (external && command == Command.RUN && options.databasePasswordFile().isEmpty()) {
            throw new UsageException("--database-url needs --database-password-file");
        }
        if (external && command != Command.RUN && options.ownerPasswordFile().isEmpty()) {
            throw new UsageException("--database-url needs --owner-password-file here");
        }
    }

    private static Set<String> valued(Command command) {
        return switch (command) {
            case RUN -> RUN_OPTIONS;
            case MIGRATE -> MIGRATE_OPTIONS;
            case AUDIT_PRUNE -> PRUNE_OPTIONS;
            case VAULT_ROTATE, VAULT_CHECK -> VAULT_OPTIONS;
            case VAULT_SHRED -> SHRED_OPTIONS;
            case EVAL -> EVAL_OPTIONS;
            case VERSION -> Set.of();
        };
    }

    /** An option glued to its value might carry a secret, which must not be repeated. */
    private static String withoutValue(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals) + "=…";
    }

    private static Instant day(String value) {
        try {
            return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new UsageException("option --before needs a day such as 2026-01-31, not '" + value + "'");
        }
    }

    private static int port(String value) {
        if (value == null) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("option --port needs a number from 1 to 65535, not '" + value + "'");
        }
        throw new UsageException("option --port needs a number from 1 to 65535, not '" + value + "'");
    }
}
