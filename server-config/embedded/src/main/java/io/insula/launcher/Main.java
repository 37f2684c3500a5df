package io.insula.launcher;

import io.insula.postgres.PostgresException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The entrance: one command, one exit code, and at most one line of complaint. */
public final class Main {
    private static final int REFUSED = 1;
    private static final int MISUNDERSTOOD = 2;

    private Main() {}

    /** Ends the process with 0, 1 (it does not work, and why) or 2 (the command line is not understood). */
    public static void main(String[] words) {
        PrintStream errors = System.err;
        int exitCode = perform(List.of(words), System.out, errors);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int perform(List<String> words, PrintStream out, PrintStream errors) {
        try {
            Optional<String> help = Help.askedFor(words);
            if (help.isPresent()) {
                out.print(help.get());
                return 0;
            }
            CommandLine line = CommandLine.parse(words);
            switch (line.command()) {
                case RUN -> {
                    return run(line.options(), out, errors);
                }
                case MIGRATE -> new MigrateCommand(line.options(), out).run();
                case AUDIT_PRUNE -> new AuditPruneCommand(line.options(), out).run();
                case VAULT_ROTATE, VAULT_CHECK, VAULT_SHRED ->
                    new VaultCommand(line.command(), line.options(), out).run();
                case EVAL -> new EvalCommand(line.options(), out).run();
                case VERSION -> out.println(Versions.read().line());
                default -> throw new IllegalStateException("unknown command");
            }
            return 0;
        } catch (UsageException e) {
            errors.println("insula: " + e.getMessage() + "; " + CommandLine.USAGE);
            return MISUNDERSTOOD;
        } catch (LaunchException | PostgresException e) {
            errors.println("insula: " + oneLine(e.getMessage()));
            return REFUSED;
        }
    }

    private static int run(Options options, PrintStream out, PrintStream errors) {
        Voice voice = new Voice(LogFormat.chosen(), out, errors);
        try {
            new RunCommand(options, voice).run();
            return 0;
        } catch (LaunchException | PostgresException e) {
            voice.complain(oneLine(e.getMessage()));
            return REFUSED;
        }
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
