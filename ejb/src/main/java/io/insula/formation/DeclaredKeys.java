package io.insula.formation;

import io.insula.kernel.KeyText;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys in {@code server.api_keys}: long enough, fit for a header, and two. */
final class DeclaredKeys {

    private static final String ADMIN = "server.api_keys.admin_key";
    private static final String CLIENT = "server.api_keys.client_key";
    private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]{24,256}");

    private final Settings settings;
    private final Findings findings;

    DeclaredKeys(Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    FormationKeys read() {
        Optional<String> admin = key(ADMIN);
        Optional<String> client = key(CLIENT);
        if (admin.filter(key -> !key.isEmpty()).isPresent() && admin.equals(client)) {
            settings.written(CLIENT)
                    .ifPresent(written -> findings.fault(
                            written.place(),
                            CLIENT + " is the same as " + ADMIN + ": an administrator's key must be its own"));
        }
        return new FormationKeys(admin, client);
    }

    private Optional<String> key(String path) {
        Optional<String> key = settings.find(path);
        settings.written(path).ifPresent(written -> {
            String value = key.orElse("");
            boolean missingSecret = value.isEmpty() && Placeholders.occurIn(written);
            if (!missingSecret && !USABLE.matcher(value).matches()) {
                findings.fault(
                        written.place(), path + " must have 24 to 256 characters, without spaces and only of ASCII");
            }
            if (KeyText.isMistyped(value)) {
                findings.fault(
                        written.place(), path + " has the shape of a key that Insula makes, and a wrong checksum");
            }
            if (!Placeholders.occurIn(written)) {
                findings.warning(
                        written.place(),
                        path + " stands in clear text, and the source is stored: write \"${{ secrets.NAME }}\"");
            }
        });
        return key;
    }
}
