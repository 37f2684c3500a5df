package io.insula.formation;

import io.insula.egress.EgressException;
import io.insula.egress.EgressPolicy;
import io.insula.formation.YamlNode.Scalar;
import java.net.URI;

/** The keys in {@code memory.working}: how much is kept, and the server that indexes it if the mode is remote. */
final class DeclaredWorking {

    private static final String MODE = "memory.working.mode";
    private static final String URL = "memory.working.remote.url";
    private static final String API_KEY = "memory.working.remote.api_key";
    private static final String TENANT = "memory.working.remote.tenant";

    private final Settings settings;
    private final Findings findings;

    DeclaredWorking(Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    WorkingSettings read() {
        URI url = url();
        boolean remote = "remote".equals(settings.text(MODE));
        settings.written(MODE)
                .filter(written -> remote && url == null && settings.text(URL).isBlank())
                .ifPresent(written -> findings.fault(
                        written.place(), MODE + ": remote needs a server: set " + URL + " to tcp://host:port"));
        settings.written(URL)
                .filter(written -> !remote)
                .ifPresent(written ->
                        findings.warning(written.place(), URL + " has no effect unless " + MODE + " is remote"));
        settings.written(API_KEY)
                .filter(written -> !Placeholders.occurIn(written))
                .ifPresent(written -> findings.warning(
                        written.place(),
                        API_KEY + " stands in clear text, and the source is stored: write \"${{ secrets.NAME }}\""));
        return new WorkingSettings(
                WorkingSettings.bytes(settings.text("memory.working.max_memory_mb")),
                remote && url != null ? new RemoteSettings(url, settings.text(API_KEY), settings.text(TENANT)) : null);
    }

    private URI url() {
        Scalar written = settings.written(URL).orElse(null);
        if (written == null || settings.text(URL).isBlank()) {
            return null;
        }
        try {
            return EgressPolicy.endpoint(settings.text(URL));
        } catch (EgressException refused) {
            findings.fault(written.place(), URL + " " + refused.getMessage());
            return null;
        }
    }
}
