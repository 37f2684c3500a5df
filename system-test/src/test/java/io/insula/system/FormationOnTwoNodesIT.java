package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.FormationRevision;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaRevisions;
import io.insula.client.NewKey;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A formation that is replaced through one node: the other serves the new revision from the very next request on. */
@ExtendWith(TwoNodes.class)
class FormationOnTwoNodesIT {

    private static final int ROUNDS = 3;
    private static final int CROWDED_ROUNDS = 10;
    private static final int CROWD = 4;
    private static final int LONG_SECONDS = 30;
    private static final String ALICE = Fresh.name("acme") + ":alice";

    private final LaunchedServer other;
    private final Door here;
    private final Door there;
    private final InsulaRevisions revisions;
    private FormationRevision first;

    FormationOnTwoNodesIT(Nodes nodes) {
        other = nodes.other();
        here = nodes.one().formation("moving");
        there = other.formation("moving");
        revisions = here.client().revisions();
    }

    @BeforeEach
    @AfterEach
    void goBackToTheFirst() {
        first = revisions.upload(upload(TwoNodes.MOVING));
    }

    /** A revision, and a request that one of the two rules answers otherwise than the other. */
    private record Rule(String name, String revision, Function<Door, Asking> request, int before, int after) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Rule> rules() {
        return Stream.concat(limits(), admissions());
    }

    private static Stream<Rule> limits() {
        return Stream.of(
                new Rule(
                        "a shorter message",
                        TwoNodes.MOVING + "input_limits: {max_message_length: 5}\n",
                        door -> door.as(ALICE, "POST", "/chat").json(Map.of("message", "Who is my tailor?")),
                        200,
                        422),
                new Rule(
                        "a shorter memory",
                        TwoNodes.MOVING + "input_limits: {max_memory_entry_size: 5}\n",
                        door -> door.as(ALICE, "POST", "/memories").json(Map.of("content", "My tailor is Henri")),
                        201,
                        422),
                new Rule(
                        "another agent",
                        TwoNodes.MOVING + "agents: [{id: guide}]\n",
                        door -> door.as(ALICE, "POST", "/chat")
                                .json(Map.of("message", "Who is my tailor?", "agent_id", "guide")),
                        422,
                        200),
                new Rule(
                        "no synopsis",
                        TwoNodes.MOVING + "memory: {persistent: {user_synopsis: {enabled: false}}}\n",
                        door -> door.as(ALICE, "GET", "/users/me/synopsis"),
                        200,
                        404));
    }

    private static Stream<Rule> admissions() {
        return Stream.of(
                new Rule(
                        "nobody without a name",
                        TwoNodes.MOVING.replace("on_first_use", "on_first_use, anonymous: false"),
                        door -> door.asNobody("GET", "/memories"),
                        200,
                        400),
                new Rule(
                        "roles",
                        roles("reader: [explain_access]", "reader: [\"*\"]"),
                        door -> door.as(ALICE, "GET", "/memories"),
                        200,
                        403),
                new Rule(
                        "no new tenants",
                        TwoNodes.MOVING.replace("on_first_use", "declared"),
                        door -> door.as(Fresh.name("globex") + ":alice", "GET", "/memories"),
                        200,
                        403));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theNextRequestIsServedByTheNewRevision(Rule rule) {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(status(rule)).as("before, round %d", round).isEqualTo(rule.before());

            FormationRevision second = revisions.upload(upload(rule.revision()));
            assertThat(second.active()).isTrue();
            assertThat(status(rule)).as("after, round %d", round).isEqualTo(rule.after());

            assertThat(revisions.activate(first.hash()).active()).isTrue();
            assertThat(status(rule)).as("rolled back, round %d", round).isEqualTo(rule.before());
        }
    }

    /** However busy both nodes are: whoever asks after the answer is served by what was activated, all others by either. */
    @Test
    void nobodyIsServedByTheOldRevisionAfterTheAnswerAndNobodyFails() {
        Rule shorter = limits().findFirst().orElseThrow();
        FormationUpload second = upload(shorter.revision());
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Set<Integer>>> crowd = IntStream.range(0, CROWD)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> answers(shorter, i % 2 == 0 ? here : there, over)))
                .toList();

        for (int round = 0; round < CROWDED_ROUNDS; round++) {
            revisions.upload(second);
            assertThat(status(shorter)).as("after, round %d", round).isEqualTo(422);
            revisions.activate(first.hash());
            assertThat(status(shorter)).as("rolled back, round %d", round).isEqualTo(200);
        }
        over.set(true);

        assertThat(crowd).allSatisfy(one -> assertThat(one.join()).isSubsetOf(200, 422));
    }

    private static Set<Integer> answers(Rule rule, Door door, AtomicBoolean over) {
        Set<Integer> statuses = new TreeSet<>();
        while (!over.get()) {
            statuses.add(rule.request().apply(door).send().status());
        }
        return statuses;
    }

    @Test
    void theFormationsOwnKeyChangesWithIt() {
        assertThat(memories(there.keys().client())).isEqualTo(200);

        revisions.upload(upload(TwoNodes.MOVING + "server: {api_keys: {client_key: \"${{ secrets.CLIENT_KEY }}\"}}\n"));
        assertThat(memories(there.keys().client())).isEqualTo(401);
        assertThat(memories(TwoNodes.MOVED_KEY)).isEqualTo(200);

        revisions.activate(first.hash());
        assertThat(memories(TwoNodes.MOVED_KEY)).isEqualTo(401);
        assertThat(memories(there.keys().client())).isEqualTo(200);
    }

    @Test
    void aNodeThatCannotReadTheActiveRevisionServesNoneAndCanBeToldToGoBack() {
        String secretive = TwoNodes.MOVING + "async: {webhook_secret: \"${{ secrets.HERE }}\"}\n";
        FormationRevision second = revisions.upload(upload(secretive));

        assertThat(revisions.get(second.hash()).files()).containsEntry("formation.afs", secretive);
        assertThat(here.user(ALICE).getMemories().items()).isNotNull();
        Answer unserved = there.as(ALICE, "GET", "/memories").send();
        assertThat(unserved.status()).isEqualTo(503);
        assertThat(unserved.header("Retry-After")).isEqualTo("1");
        assertThat(there.asAdmin("GET", "/formation").send().status()).isEqualTo(503);
        assertThat(other.formation("alpha").as(ALICE, "GET", "/memories").send().status())
                .isEqualTo(200);
        assertThat(other.process().output()).contains(second.hash()).contains("the secret HERE is missing");
        assertThat(there.asAdmin("POST", "/formation/revisions/" + second.hash() + "/activate")
                        .json(Map.of())
                        .send()
                        .faultyFields())
                .containsExactly("files");

        there.client().revisions().activate(first.hash(), second.hash());
        assertThat(there.as(ALICE, "GET", "/memories").send().status()).isEqualTo(200);
    }

    @Test
    void ofTwoWhoReplaceTheSameRevisionOneWins() {
        List<String> texts = IntStream.range(0, 6)
                .mapToObj(i -> TwoNodes.MOVING + "description: by number " + i + Fresh.name("-") + "\n")
                .toList();

        List<Integer> statuses = IntStream.range(0, texts.size())
                .parallel()
                .mapToObj(i -> (i % 2 == 0 ? here : there)
                        .asAdmin("POST", "/formation/revisions")
                        .header("If-Match", '"' + first.hash() + '"')
                        .json(Map.of("files", Map.of("formation.afs", texts.get(i))))
                        .send()
                        .status())
                .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        String winner = revisions
                .get(there.asAdmin("GET", "/formation").send().data("/revision").asText())
                .files()
                .get("formation.afs");
        assertThat(winner).isEqualTo(texts.get(statuses.indexOf(201)));
    }

    /** Who may deploy may also give that up: the revision that is brought back knows no roles. */
    @Test
    void aRoleOfTheRevisionDeploysTheNextOne() {
        here.user(ALICE).getMemories();
        String alice =
                here.client().keys().create(NewKey.client().forUser(ALICE)).secret();
        String goBack = "/formation/revisions/" + first.hash() + "/activate";
        assertThat(there.ask("POST", goBack).clientKey(alice).send().status()).isEqualTo(401);

        revisions.upload(upload(roles("deployer: [deploy]", "deployer: [\"user:" + ALICE + "\"]")));

        Answer back = there.ask("POST", goBack).clientKey(alice).send();
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(here.ask("POST", goBack).clientKey(alice).send().status()).isEqualTo(401);
        assertThat(revisions.get(first.hash()).active()).isTrue();
    }

    /** Whether it has looked at anything before or not. */
    @RepeatedTest(5)
    void aStreamOnTheOtherNodeEndsWithTheRightToIt() throws Exception {
        here.user(ALICE).getMemories();
        List<String> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<Boolean> refused =
                CompletableFuture.supplyAsync(() -> there.as(ALICE, "GET", "/events?wait=60")
                        .accepting("text/event-stream")
                        .hears(line -> heard.add(line) && line.contains("FORBIDDEN")));

        revisions.upload(upload(roles("reader: [explain_access]", "reader: [\"*\"]")));

        assertThat(refused.get(LONG_SECONDS, TimeUnit.SECONDS))
                .as(() -> String.join("\n", heard))
                .isTrue();
    }

    private static String roles(String roles, String assignments) {
        return TwoNodes.MOVING + "access: {roles: {" + roles + "}, assignments: {" + assignments + "}}\n";
    }

    private int status(Rule rule) {
        return rule.request().apply(there).send().status();
    }

    private int memories(String clientKey) {
        return there.ask("GET", "/memories")
                .clientKey(clientKey)
                .user(ALICE)
                .send()
                .status();
    }

    private static FormationUpload upload(String main) {
        return FormationUpload.of(Map.of("formation.afs", main));
    }
}
