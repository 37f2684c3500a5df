package io.insula.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Imports many memories of one user into the launched product: how far it says it has come, how long it takes, and how
 * much memory the server's process ever held. All lines differ, so that none is taken for another's repetition.
 */
public final class ImportBenchmark {

    private static final String USER = "acme:importer";
    private static final List<String> WHO = List.of("Anna", "Ben", "Carla", "David", "Emil");
    private static final List<String> WHAT =
            List.of("carpenter", "town's water works", "school for music", "bicycle shop", "new roof", "dentist");
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final int PROGRESS_SECONDS = 10;
    private static final Pattern ID = Pattern.compile("\"id\":\"(imp_[0-9a-z]+)\"");
    private static final Pattern STATE = Pattern.compile("\"state\":\"([a-z]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("\"imported\":(\\d+)");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final double KIB_PER_MIB = 1024;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BenchServer server;
    private final PrintStream out;

    private ImportBenchmark(BenchServer server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    public static void main(String[] words) throws Exception {
        int memories = Integer.getInteger("bench.import", 0);
        if (memories > 0) {
            try (BenchServer server = BenchServer.start(Settings.read())) {
                new ImportBenchmark(server, System.out).run(memories);
            }
        }
    }

    private void run(int memories) throws IOException, InterruptedException {
        out.println("| seconds | imported of " + memories + " | peak MiB of the server |\n|---|---|---|");
        long begun = System.nanoTime();
        String id = found(
                ID,
                ask(request("/v1/memories/import")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofByteArrays(() -> IntStream.range(0, memories)
                                .mapToObj(ImportBenchmark::line)
                                .iterator()))));
        String state = "queued";
        while ("queued".equals(state)) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new IllegalStateException("The import did not end within " + LONGEST);
            }
            TimeUnit.SECONDS.sleep(PROGRESS_SECONDS);
            String answer = ask(request("/v1/memories/import/" + id).GET());
            state = found(STATE, answer);
            out.printf(
                    Locale.ROOT,
                    "| %d | %s | %.0f |%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                    found(IMPORTED, answer),
                    peak());
        }
        out.println("The import is " + state);
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("X-Muxi-Client-Key", server.clientKey())
                .header("X-Muxi-User-Id", USER);
    }

    private String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    /** What the process held at most, as Linux tells it; not a number elsewhere. */
    private double peak() throws IOException {
        Path status = Path.of("/proc", String.valueOf(server.pid()), "status");
        if (Files.notExists(status)) {
            return Double.NaN;
        }
        return Long.parseLong(found(PEAK, Files.readString(status))) / KIB_PER_MIB;
    }

    private static byte[] line(int number) {
        String content =
                "On day " + number / 40 + " " + WHO.get(number % WHO.size()) + " told me that the invoice number "
                        + number + " of the " + WHAT.get(number / 7 % WHAT.size()) + " was paid in part";
        return ("{\"content\":\"" + content + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("Not in the answer: " + pattern + "\n" + text);
        }
        return matcher.group(1);
    }
}
