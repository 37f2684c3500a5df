package io.insula.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/** Asks the application itself whether it answers, because the server calls itself ready whatever became of it. */
final class HealthProbe {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int CALL_MILLIS = 5_000;

    private final URI address;

    HealthProbe(URI address) {
        this.address = address;
    }

    /**
     * Returns as soon as the answer is 200.
     *
     * @throws LaunchException with the last answer, when it does not come
     */
    void await() {
        String answer = "nothing";
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                int status = status();
                if (status == HttpURLConnection.HTTP_OK) {
                    return;
                }
                answer = "HTTP status " + status;
            } catch (IOException e) {
                answer = e.getMessage();
            }
            pause();
        }
        throw new LaunchException(
                "The application does not answer at " + address + " within " + LIMIT.toSeconds() + " s: " + answer);
    }

    private int status() throws IOException {
        HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        call.setConnectTimeout(CALL_MILLIS);
        call.setReadTimeout(CALL_MILLIS);
        try {
            return call.getResponseCode();
        } finally {
            call.disconnect();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("The start was interrupted", e);
        }
    }
}
