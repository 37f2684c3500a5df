package io.insula.bench.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Everything that is measured, over data that it makes first. */
final class Scenarios {

    static final String EMPTY = "empty resource";
    static final String OPEN_READ = "memory read without walls";
    static final String READ = "memory read";

    private static final int CONNECTIONS = 4;
    /** As many as there are cores: what computes for milliseconds would otherwise mostly queue. */
    private static final int HEAVY_CONNECTIONS = 2;

    private static final String READER = "acme:reader";
    private static final String THOUSAND = "acme:thousand";
    private static final String TEN_THOUSAND = "acme:tenthousand";
    private static final String SEARCH = "/v1/memories/search?q=What%20do%20I%20drink%20in%20the%20morning%3F";

    private final Door door;
    private final Specimens specimens;

    Scenarios(Door door, Specimens specimens) {
        this.door = door;
        this.specimens = specimens;
    }

    List<Scenario> prepare() throws IOException, SQLException {
        String memory = door.remember(READER, "I take my coffee black, without sugar");
        specimens.multiply(door.remember(THOUSAND, "The first of a thousand"), 1_000);
        specimens.multiply(door.remember(TEN_THOUSAND, "The first of ten thousand"), 10_000);
        specimens.open(memory);
        return List.of(
                Scenario.of("empty servlet", CONNECTIONS, door.anonymous("/bench/servlet")),
                Scenario.of(EMPTY, CONNECTIONS, door.anonymous("/bench/empty")),
                Scenario.of("empty resource, with a key", CONNECTIONS, door.get(READER, "/bench/empty/known")),
                Scenario.of("bind, select, commit by bare JDBC", CONNECTIONS, door.anonymous("/bench/jdbc")),
                Scenario.of(READ, CONNECTIONS, door.get(READER, "/v1/memories/" + memory)),
                Scenario.of(OPEN_READ, CONNECTIONS, door.get(READER, "/bench/memories/" + memory)),
                Scenario.of("search, 1,000 memories", HEAVY_CONNECTIONS, door.get(THOUSAND, SEARCH)),
                Scenario.of("search, 10,000 memories", HEAVY_CONNECTIONS, door.get(TEN_THOUSAND, SEARCH)),
                Scenario.of("embedding the query alone", HEAVY_CONNECTIONS, door.get(READER, "/bench/meaning/made")),
                Scenario.of(
                        "search without embedding, 1,000 memories",
                        HEAVY_CONNECTIONS,
                        door.get(THOUSAND, "/bench/meaning/search")),
                Scenario.of(
                        "search without embedding, 10,000 memories",
                        HEAVY_CONNECTIONS,
                        door.get(TEN_THOUSAND, "/bench/meaning/search")),
                new Scenario("chat turn", conversations()));
    }

    /** Each in a session of its own: two turns at once in one session are not what people do. */
    private List<byte[]> conversations() throws IOException {
        List<byte[]> turns = new ArrayList<>();
        for (int i = 0; i < HEAVY_CONNECTIONS; i++) {
            String user = "acme:talker" + i;
            String session = door.make(door.post(user, "/v1/sessions", "{}"));
            for (int fact = 0; fact < 20; fact++) {
                door.remember(user, "Friend number " + fact + " of mine lives in town " + fact);
            }
            door.remember(user, "My budget for the trip is 5000 euros");
            turns.add(door.post(
                    user,
                    "/v1/chat",
                    "{\"message\":\"What is my budget for the trip?\",\"session_id\":\"" + session + "\"}"));
        }
        return turns;
    }
}
