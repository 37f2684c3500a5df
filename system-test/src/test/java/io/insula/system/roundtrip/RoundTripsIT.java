package io.insula.system.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.FormationUpload;
import io.insula.client.InsulaClient;
import io.insula.client.InsulaTenant;
import io.insula.client.InsulaTools;
import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.Session;
import io.insula.client.UserIdentifier;
import io.insula.connection.testing.ToolPrograms;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Login;
import io.insula.system.launch.SharedServer;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How often the paths that everybody walks ask the database, counted on the wire between the launched server and a
 * PostgreSQL of the house. Each round trip costs a network's delay once the database is another machine.
 */
@ExtendWith({TwoNodes.class, SharedServer.class})
class RoundTripsIT {

    /** So often a statement runs before driver and pool treat it as they will from then on. */
    private static final int WARM = 12;

    private static final int MEASURED = 5;

    private static final String ACME = Fresh.name("acme");

    private static final Map<String, Integer> TABLE = new TreeMap<>();

    private static DatabaseWire wire;
    private static LaunchedServer server;
    private static InsulaUser alice;
    private static Login issuer;

    private int said;

    @BeforeAll
    static void launchBehindTheWire(Nodes nodes, Login login) {
        TestDatabase database = TestDatabase.instance();
        issuer = login;
        wire = DatabaseWire.before(database.port());
        server = LaunchedServer.start(
                "roundtrips",
                nodes.directoryWithTheirKeys("roundtrips"),
                properties(login),
                "--database-url",
                database.url().replace(":" + database.port() + "/", ":" + wire.port() + "/"),
                "--database-password-file",
                database.appPasswordFile().toString());
        alice = server.formation("alpha").user(ACME + ":alice");
        count("the first request of all: key, tenant and user unknown", () -> alice.getMemories());
    }

    private static Map<String, String> properties(Login login) {
        Map<String, String> properties = new TreeMap<>(login.properties());
        // What the node looks for by the clock is no part of a request.
        properties.putAll(Map.of(
                "insula.work.poll", "PT1H",
                "insula.audit.seal-every", "PT1H",
                "insula.formations.watch", "PT1H",
                "insula.keys.noted-every", "PT1H",
                "insula.tools.watch", "PT5M",
                // Both nodes run on this machine, too.
                "insula.tools.first-uid", "72000"));
        return properties;
    }

    @AfterAll
    static void tell() {
        StringBuilder table = new StringBuilder("\n| path | SQL round trips |\n|---|---|\n");
        TABLE.forEach((path, trips) ->
                table.append("| ").append(path).append(" | ").append(trips).append(" |\n"));
        System.out.println(table);
        server.close();
        wire.close();
    }

    @Test
    void aMemoryIsReadInThree() {
        Memory memory = alice.addMemory("My tailor is Henri");

        assertAtMost(3, "GET /v1/memories/{id}", () -> alice.getMemory(memory.id()));
    }

    /** Also where the token's issuer may end its login at any time. */
    @Test
    void aMemoryIsReadInThreeWithAToken() {
        InsulaUser bearer = InsulaClient.builder()
                .baseUrl(server.url())
                .formation("alpha")
                .token(issuer.token(ACME, "bearer", "a-session"))
                .build()
                .me();
        Memory memory = bearer.addMemory("My hatter is Theophilus");

        assertAtMost(3, "GET /v1/memories/{id}, with a token", () -> bearer.getMemory(memory.id()));
    }

    /** One more than under a name that the node remembers: the look-up itself. */
    @Test
    void aNameThatTheNodeDoesNotRememberIsResolvedInOne() {
        Memory memory = alice.addMemory("My cobbler is Sachs");
        List<UserIdentifier> names = IntStream.range(0, WARM + MEASURED)
                .mapToObj(i -> UserIdentifier.of("alias-" + i))
                .toList();
        InsulaTenant users = server.formation("alpha").client().forTenant(ACME);
        users.associateUserIdentifiers(names, users.getUser("alice").muxiUserId());
        Iterator<UserIdentifier> unseen = names.iterator();

        assertAtMost(4, "GET /v1/memories/{id}, under a name that the node does not remember", () -> server.formation(
                        "alpha")
                .user(ACME + ":" + unseen.next().identifier())
                .getMemory(memory.id()));
    }

    @Test
    void memoriesAreSearchedInFour() {
        alice.addMemory("My baker is Amandine");

        assertAtMost(4, "GET /v1/memories/search", () -> alice.searchMemories("Who bakes my bread?"));
    }

    @Test
    void aQuestionIsAnsweredInFourteen() {
        Session session = alice.createSession();
        alice.chat("My doctor is Ms Ferrand", session.id());

        assertAtMost(14, "POST /v1/chat, a question", () -> alice.chat("Who is my doctor?", session.id()));
    }

    /** One of them sets the preference that the statement states. */
    @Test
    void aStatementIsKeptInSeventeen() {
        Session session = alice.createSession();

        assertAtMost(
                17, "POST /v1/chat, a statement", () -> alice.chat("My plumber is number " + another(), session.id()));
    }

    /** Two more than the rows need: the hold on the user's memories, and the look for one that says the same. */
    @Test
    void aMemoryIsAddedInSeven() {
        assertAtMost(7, "POST /v1/memories", () -> alice.addMemory("My gardener is number " + another()));
    }

    @Test
    void aRepetitionIsMergedInEight() {
        alice.addMemory("My barber is Figaro");

        assertAtMost(8, "POST /v1/memories, a repetition", () -> alice.addMemory("My barber is Figaro."));
    }

    @Test
    void aSessionIsBegunInFour() {
        assertAtMost(4, "POST /v1/sessions", () -> alice.createSession());
    }

    @Test
    void credentialsAreListedInThree() {
        alice.credentials().create(Fresh.name("service"), null, Map.of("token", "a-token"));

        assertAtMost(3, "GET /v1/credentials", () -> alice.credentials().list());
    }

    /**
     * A call: bind, open the credential, note the call in the trail, commit. The list of tools: bind, open, commit. As a
     * list of credentials: bind, read, commit.
     */
    @Test
    @EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
    void aToolIsCalledInFour() throws Exception {
        InsulaTools tools = workshop().tools();

        assertAtMost(4, "POST /v1/mcp/tools/call", () -> tools.call("desk", "echo", Map.of("with", "hello")));
        assertAtMost(3, "GET /v1/mcp/tools", tools::list);
    }

    /** A user of a formation with a tool server that takes the user's credential. */
    private static InsulaUser workshop() throws IOException {
        Door workshop = server.formation("workshop");
        String main = Files.readString(Path.of(System.getProperty("insula.formations"), "workshop", "formation.afs"));
        String arguments =
                ToolPrograms.arguments().stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
        String desk = "id: desk\ntype: command\ncommand: java\nargs: [" + arguments
                + "]\nauth:\n  type: env\n  DESK_TOKEN: \"${{ user.credentials.DESK }}\"\n";
        workshop.client().revisions().upload(FormationUpload.of(Map.of("formation.afs", main, "mcp/desk.afs", desk)));
        InsulaUser user = workshop.user(ACME + ":alice");
        user.credentials().create("desk", null, Map.of("token", "a-token"));
        return user;
    }

    /** A number that makes a statement one that was not made before. */
    private int another() {
        return ++said;
    }

    private static void assertAtMost(int promised, String path, Runnable request) {
        for (int i = 0; i < WARM; i++) {
            request.run();
        }
        for (int i = 0; i < MEASURED; i++) {
            List<RoundTrip> trips = count(path, request);
            assertThat(trips.size())
                    .as("round trips of %s:%s", path, RoundTrip.tell(trips))
                    .isBetween(1, promised);
        }
    }

    private static List<RoundTrip> count(String path, Runnable request) {
        List<RoundTrip> trips = wire.during(request);
        TABLE.merge(path, trips.size(), Math::max);
        return trips;
    }
}
