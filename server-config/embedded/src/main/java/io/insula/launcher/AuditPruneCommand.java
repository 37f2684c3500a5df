package io.insula.launcher;

import io.insula.postgres.AuditPruning;
import io.insula.postgres.DataDirectory;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.PasswordFile;
import java.io.PrintStream;

/** Removes old audit entries with the owner's password, which no server needs to know. */
final class AuditPruneCommand {
    private final Options options;
    private final PrintStream out;

    AuditPruneCommand(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    void run() {
        if (options.databaseUrl().isPresent()) {
            String password = new PasswordFile(options.ownerPasswordFile().orElseThrow()).read();
            prune(new AuditPruning(options.databaseUrl().orElseThrow().url(), password, out::println));
            return;
        }
        try (DataDirectory data = DataDirectory.open(options.data());
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, out::println)) {
            prune(new AuditPruning(postgres.url(), data.ownerPassword().read(), out::println));
        }
    }

    private void prune(AuditPruning pruning) {
        long gone = pruning.prune(options.before().orElseThrow(), options.tenant());
        out.println(gone + " audit entries removed");
    }
}
