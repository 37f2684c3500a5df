package io.insula.formation;

import io.insula.formation.YamlNode.Mapping;
import io.insula.formation.YamlNode.Scalar;
import io.insula.formation.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the <code>${{ secrets.NAME }}</code> of a value, in memory only. What a secret contains is never looked at
 * again, so that a secret cannot refer to another one.
 */
final class Placeholders {

    static final String OPENING = "${{";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\{"
            + "(?:[ \\t]*(?:(?<secret>secrets\\.(?<name>[A-Za-z_][A-Za-z0-9_]{0,127}))"
            + "|(?<credential>user\\.credentials\\.(?<service>[A-Za-z_][A-Za-z0-9_]{0,127})"
            + "(?:\\.(?<field>[A-Za-z_][A-Za-z0-9_]{0,127}))?))[ \\t]*\\}\\})?");

    private final SecretSource secrets;
    private final boolean secretsUsable;
    private final Findings findings;

    Placeholders(SecretSource secrets, Findings findings) {
        this.secrets = secrets;
        this.secretsUsable = secrets.faults().isEmpty();
        this.findings = findings;
    }

    static boolean occurIn(Scalar scalar) {
        return scalar.text().contains(OPENING);
    }

    /**
     * The text with its secrets; references to a user's credentials stay as they are, to be resolved for each call.
     *
     * @param userCredentials whether they may stand here
     */
    String resolve(Scalar scalar, boolean userCredentials) {
        if (!occurIn(scalar)) {
            return scalar.text();
        }
        Matcher reference = REFERENCE.matcher(scalar.text());
        StringBuilder resolved = new StringBuilder();
        for (int nth = 0; reference.find(); nth++) {
            Place place = nth < scalar.references().size() ? scalar.references().get(nth) : scalar.place();
            reference.appendReplacement(resolved, Matcher.quoteReplacement(value(reference, place, userCredentials)));
        }
        return reference.appendTail(resolved).toString();
    }

    /** Where a text refers to a secret. */
    static List<Place> places(Scalar scalar, String secret) {
        List<Place> places = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(scalar.text());
        for (int nth = 0; reference.find(); nth++) {
            if (secret.equals(reference.group("name"))) {
                places.add(
                        nth < scalar.references().size() ? scalar.references().get(nth) : scalar.place());
            }
        }
        return places;
    }

    /** The text of a key of the formation, with secrets of those alone who may manage keys. */
    String resolveKey(Scalar scalar) {
        return new Placeholders(secrets.forKeys(), findings).resolve(scalar, false);
    }

    /** Hands out the secrets that a text takes; what is wrong with them was told when it was read. */
    void secretsOf(Scalar scalar, Consumer<String> used) {
        Matcher reference = REFERENCE.matcher(scalar.text());
        while (reference.find()) {
            if (reference.group("secret") != null) {
                known(reference.group("name")).ifPresent(used);
            }
        }
    }

    /**
     * The text with its secrets and with the places of a user's credentials.
     *
     * @param used takes the secrets that were filled in
     */
    PersonalText personal(Scalar scalar, Consumer<String> used) {
        List<PersonalText.Part> parts = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(scalar.text());
        int end = 0;
        for (int nth = 0; reference.find(); nth++) {
            Place place = nth < scalar.references().size() ? scalar.references().get(nth) : scalar.place();
            parts.add(new PersonalText.Part(scalar.text().substring(end, reference.start()), null));
            String value = value(reference, place, true);
            boolean personal = reference.group("credential") != null;
            parts.add(new PersonalText.Part(
                    value,
                    personal ? CredentialReference.of(reference.group("service"), reference.group("field")) : null));
            if (reference.group("secret") != null) {
                used.accept(value);
            }
            end = reference.end();
        }
        parts.add(new PersonalText.Part(scalar.text().substring(end), null));
        return new PersonalText(parts);
    }

    /** Looks for references in what is not used: a missing secret is found before it is needed. */
    void check(YamlNode node, boolean userCredentials) {
        if (node instanceof Scalar scalar) {
            resolve(scalar, userCredentials);
        } else if (node instanceof Sequence sequence) {
            sequence.items().forEach(item -> check(item, userCredentials));
        } else if (node instanceof Mapping mapping) {
            mapping.pairs().forEach(pair -> check(pair.value(), userCredentials));
        }
    }

    private String value(Matcher reference, Place place, boolean userCredentials) {
        if (reference.group("secret") != null) {
            return secret(reference.group("name"), place);
        }
        if (reference.group("credential") == null) {
            findings.fault(
                    place,
                    "a reference is written ${{ secrets.NAME }}, or in the auth of an MCP server"
                            + " ${{ user.credentials.NAME }}");
        } else if (!userCredentials) {
            findings.fault(place, "${{ user.credentials.… }} can stand only in the auth of a file in mcp/");
        }
        return reference.group();
    }

    private Optional<String> known(String name) {
        try {
            return secrets.find(name);
        } catch (UnopenedSecretException sealed) {
            return Optional.empty();
        }
    }

    private String secret(String name, Place place) {
        try {
            return secrets.find(name).filter(secret -> !secret.isBlank()).orElseGet(() -> {
                // One fault about an unusable file says enough; its secrets are not also missing.
                if (secretsUsable) {
                    findings.fault(
                            place,
                            "the secret " + name + secrets.absence() + ": add it to " + SecretsFile.NAME
                                    + " beside formation.afs, or to the server's configuration as"
                                    + " insula.secrets.<formation>." + name);
                }
                return "";
            });
        } catch (UnopenedSecretException sealed) {
            findings.fault(place, sealed.getMessage() + ": replace it");
            return "";
        }
    }
}
