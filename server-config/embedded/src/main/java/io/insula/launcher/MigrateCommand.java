package io.insula.launcher;

import io.insula.postgres.DataDirectory;
import io.insula.postgres.DatabaseRoles;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.Migrations;
import io.insula.postgres.PasswordFile;
import java.io.PrintStream;
import java.util.List;

/** Brings a schema to this version, tells what that would take, or prints the roles it expects. */
final class MigrateCommand {
    private final Options options;
    private final PrintStream out;

    MigrateCommand(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    void run() {
        if (options.printRoles()) {
            out.print(DatabaseRoles.script());
            return;
        }
        if (options.databaseUrl().isPresent()) {
            String password = new PasswordFile(options.ownerPasswordFile().orElseThrow()).read();
            migrate(new Migrations(options.databaseUrl().orElseThrow().url(), password));
            return;
        }
        try (DataDirectory data = DataDirectory.open(options.data());
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, out::println)) {
            migrate(new Migrations(postgres.url(), data.ownerPassword().read()));
        }
    }

    private void migrate(Migrations migrations) {
        if (options.check()) {
            List<Migrations.PendingMigration> pending = migrations.check();
            pending.forEach(
                    migration -> out.println("would run " + migration.version() + " " + migration.description()));
            out.println(pending.size() + " migrations would run");
            return;
        }
        Migrations.Migrated migrated = migrations.migrate();
        out.println("The schema has version " + migrated.version() + " (" + migrated.ran() + " migrations ran)");
    }
}
