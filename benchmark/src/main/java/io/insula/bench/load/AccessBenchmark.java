package io.insula.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands before each request, part by part, inside a launched server whose formation has so many assignments of
 * roles. All parts take their turn in each round; the median of the rounds is told.
 */
public final class AccessBenchmark {

    private static final String FORMATION = "demo";
    private static final String TENANT = "acme";
    private static final String OWNER = TENANT + ":owner";
    private static final int ROLES = 10;
    private static final int ROUNDS = 9;
    private static final int WARM_AFTER = 4;
    private static final int OK = 200;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final Pattern NANOS = Pattern.compile("\\{\"nanos\":(\\d+)}");

    private final HttpClient client = HttpClient.newHttpClient();
    private final BenchServer server;
    private final String token;
    private final String publicKey;
    private final PrintStream out;

    private AccessBenchmark(BenchServer server, String token, String publicKey, PrintStream out) {
        this.server = server;
        this.token = token;
        this.publicKey = publicKey;
        this.out = out;
    }

    public static void main(String[] words) throws Exception {
        int assignments = Integer.getInteger("bench.access", 0);
        if (assignments == 0) {
            return;
        }
        Settings settings = Settings.read();
        write(settings.formations().resolve(FORMATION), assignments);
        try (Issuer issuer = Issuer.open();
                BenchServer server = BenchServer.start(settings, issuer.properties(FORMATION, TENANT))) {
            new AccessBenchmark(server, issuer.token(), issuer.publicKey(), System.out).run(assignments);
        }
    }

    /** A formation in which so many users have one of ten roles each; the owner is the last of them. */
    private static void write(Path directory, int assignments) throws IOException {
        StringBuilder text = new StringBuilder("schema: \"1.0.0\"\nid: " + FORMATION
                + "\ntenancy: {create: on_first_use, max: 100000}\naccess:\n  roles:\n");
        for (int role = 0; role < ROLES; role++) {
            text.append("    role").append(role).append(": [chat]\n");
        }
        text.append("  assignments:\n");
        for (int role = 0; role < ROLES; role++) {
            String users = IntStream.iterate(role, number -> number < assignments, number -> number + ROLES)
                    .mapToObj(number -> number == assignments - 1 ? OWNER : TENANT + ":user-" + number)
                    .map(user -> "\"user:" + user + '"')
                    .collect(Collectors.joining(", ", "[", "]\n"));
            text.append("    role").append(role).append(": ").append(users);
        }
        Files.writeString(Files.createDirectories(directory).resolve("formation.afs"), text);
    }

    /**
     * One thing to measure.
     *
     * @param path without the count
     * @param times in one turn
     * @param fresh whether each turn wants names that nobody has asked for before
     */
    private record Part(String name, String path, int times, boolean fresh) {}

    private static List<Part> parts() {
        return List.of(
                new Part("a user whom the node remembers", "identity?name=" + OWNER, 20_000, false),
                new Part("a permission of that user", "permission?name=" + OWNER, 20_000, false),
                new Part(
                        "a user under a name that it does not remember",
                        "identity?name=" + TENANT + ":alias-",
                        200,
                        true),
                new Part("one SQL round trip", "statement?", 500, false),
                new Part("a key", "key?", 20_000, false),
                new Part("its hash alone", "hash?", 20_000, false),
                new Part("a token", "token?", 2_000, false),
                new Part("its signature alone", "signature?", 2_000, false));
    }

    private void run(int assignments) throws IOException, InterruptedException {
        int users = parts().stream().filter(Part::fresh).mapToInt(Part::times).sum() * ROUNDS;
        make(users);
        Map<Part, List<Double>> micros = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Part part : parts()) {
                double each = turn(part, round);
                if (round >= WARM_AFTER) {
                    micros.computeIfAbsent(part, unknown -> new ArrayList<>()).add(each);
                }
            }
        }
        out.println("| part, with " + assignments + " assignments | µs each |\n|---|---|");
        micros.forEach((part, rounds) -> out.printf(Locale.ROOT, "| %s | %.2f |%n", part.name(), median(rounds)));
    }

    private double turn(Part part, int round) throws IOException, InterruptedException {
        String first = part.fresh() ? "&first=" + round * part.times() : "";
        String answer = ask(request("/bench/access/" + part.path() + "&times=" + part.times() + first)
                .GET());
        Matcher nanos = NANOS.matcher(answer);
        if (!nanos.matches()) {
            throw new IOException(part.name() + ": " + answer);
        }
        return Long.parseLong(nanos.group(1)) / NANOS_PER_MICRO / part.times();
    }

    /** Makes so many users, whom the node does not come to know by it. */
    private void make(int users) throws IOException, InterruptedException {
        for (int number = 0; number < users; number++) {
            ask(request("/v1/users/resolve")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"identifier\":\"alias-" + number + "\"}")));
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("X-Muxi-Client-Key", server.clientKey())
                .header("X-Muxi-User-Id", OWNER);
    }

    private String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request.header("X-Bench-Token", token)
                        .header("X-Bench-Public", publicKey)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static double median(List<Double> rounds) {
        return rounds.stream().sorted().skip(rounds.size() / 2).findFirst().orElseThrow();
    }
}
