package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** A20: a program of a tool that a server starts finds the server's environment in its own, passwords included. */
@Timeout(180)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class A20ToolEnvironmentIT {

    private static final int USERS = 10;
    private static final List<String> GIVEN_TO_ALL = List.of("PATH", "LANG", "LC_ALL", "TZ", "HOME", "TMPDIR");
    private static final Tools TOOLS = new Tools();

    @AfterAll
    static void close() {
        TOOLS.close();
    }

    @Test
    void tenUsersAtOnceSeeTheirOwnTokenAndNothingOfTheServer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        try {
            List<Future<String>> seen = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                LocalProgram program = Tools.program(Map.of("GITHUB_PERSONAL_ACCESS_TOKEN", "token-of-" + i));
                ToolOwner user = owner("tenant-" + i % 3, "usr_" + i);
                seen.add(threads.submit(
                        () -> Tools.text(TOOLS.connections.call(user, program, AMPLE, "environment", with("")))));
            }
            for (int i = 0; i < USERS; i++) {
                seesOnly("token-of-" + i, seen.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aKeyOfSeveralLinesArrivesAsItIs() {
        String key = "-----BEGIN KEY-----\nMIIE\\n%s\r\n\t$HOME `id`\n-----END KEY-----\n\n";

        LocalProgram program = Tools.program(Map.of("DEPLOY_KEY", key));

        assertThat(Tools.text(TOOLS.connections.call(owner("acme", "usr_k"), program, AMPLE, "environment", with(""))))
                .contains("DEPLOY_KEY=" + key);
    }

    private static void seesOnly(String token, String environment) {
        List<String> lines = environment.lines().toList();
        assertThat(lines).contains("GITHUB_PERSONAL_ACCESS_TOKEN=" + token).contains("HOME=/tmp");
        assertThat(lines)
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .doesNotHaveDuplicates()
                .allMatch(name -> GIVEN_TO_ALL.contains(name) || name.equals("GITHUB_PERSONAL_ACCESS_TOKEN"));
    }
}
