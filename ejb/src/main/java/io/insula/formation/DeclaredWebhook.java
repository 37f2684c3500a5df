package io.insula.formation;

import io.insula.egress.EgressException;
import io.insula.egress.EgressPolicy;
import java.time.Duration;

/** The keys in {@code async}: a time, an address that can be called, and a secret without which nothing is sent. */
final class DeclaredWebhook {

    private static final String URL = "async.webhook_url";
    private static final String SECRET = "async.webhook_secret";
    private static final int SHORTEST = 16;

    private final Settings settings;
    private final Findings findings;

    DeclaredWebhook(Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    AsyncSettings read() {
        String url = settings.find(URL).filter(text -> !text.isBlank()).orElse(null);
        String secret = settings.find(SECRET).filter(text -> !text.isEmpty()).orElse(null);
        settings.written(URL).ifPresent(written -> judge(url, secret, written));
        settings.written(SECRET).ifPresent(written -> {
            if (secret != null && secret.length() < SHORTEST) {
                findings.fault(written.place(), SECRET + " must have at least " + SHORTEST + " characters");
            }
            if (!Placeholders.occurIn(written)) {
                findings.warning(
                        written.place(),
                        SECRET + " stands in clear text, and the source is stored: write \"${{ secrets.NAME }}\"");
            }
        });
        return new AsyncSettings(Duration.ofSeconds(settings.number("async.threshold_seconds")), url, secret);
    }

    private void judge(String url, String secret, YamlNode.Scalar written) {
        if (url == null) {
            return;
        }
        try {
            EgressPolicy.address(url);
        } catch (EgressException e) {
            findings.fault(written.place(), URL + " " + e.getMessage());
        }
        if (secret == null) {
            findings.warning(
                    written.place(), URL + " is told nothing until " + SECRET + " is set: messages are always signed");
        }
    }
}
