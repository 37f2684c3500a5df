package io.insula.formation;

import io.insula.egress.EgressException;
import io.insula.egress.EgressPolicy;
import io.insula.formation.McpAccess.Auth;
import io.insula.formation.YamlNode.Scalar;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One file of {@code mcp/}: how the server is reached, and what it is told of whoever calls. */
final class DeclaredServer {

    private static final String AUTH = "auth";
    private static final String TYPE = "type";
    private static final String USUAL_HEADER = "X-API-Key";
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    /** Headers that the protocol itself sets. */
    private static final Set<String> TAKEN = Set.of(
            "host", "content-length", "content-type", "accept", "connection", "transfer-encoding", "mcp-session-id");

    private static final Map<Auth, Set<String>> NEEDED = Map.of(
            Auth.BEARER, Set.of("token"),
            Auth.BASIC, Set.of("username", "password"),
            Auth.API_KEY, Set.of("key"),
            Auth.ENV, Set.of(),
            Auth.NONE, Set.of());

    private final Settings settings;
    private final Place place;
    private final Placeholders placeholders;
    private final Findings findings;
    private final boolean program;

    DeclaredServer(Settings settings, Place place, Placeholders placeholders, Findings findings) {
        this.settings = settings;
        this.place = place;
        this.placeholders = placeholders;
        this.findings = findings;
        this.program = "command".equals(settings.text(TYPE));
    }

    Optional<McpServer> read(Optional<String> id) {
        String type = settings.text(TYPE);
        String wanted = program ? "command" : "endpoint";
        if (!type.isEmpty() && settings.text(wanted).isBlank()) {
            findings.fault(place, "a server of type " + type + " needs the key " + wanted);
        }
        List<String> arguments = arguments();
        McpAccess access = access();
        return id.map(name -> new McpServer(
                name,
                settings.text("description"),
                type,
                settings.text("command"),
                arguments,
                settings.written("endpoint").map(Scalar::text).orElse(""),
                Duration.ofSeconds(settings.number("timeout_seconds")),
                access));
    }

    /** Arguments of a program can be read by others, and its name is shown: secrets go by the environment. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (YamlNode item : settings.items("args")) {
            if (item instanceof Scalar scalar) {
                refuseReferences(scalar, "args");
                arguments.add(scalar.text());
            }
        }
        settings.written("command").ifPresent(command -> refuseReferences(command, "command"));
        return arguments;
    }

    private void refuseReferences(Scalar scalar, String key) {
        if (Placeholders.occurIn(scalar)) {
            findings.fault(
                    scalar.place(),
                    key + " can be read by other processes, so no reference may stand in it: hand it over by auth with"
                            + " type env");
        }
    }

    private McpAccess access() {
        Map<String, PersonalText> values = new LinkedHashMap<>();
        List<String> secrets = new ArrayList<>();
        settings.names(AUTH).forEach((name, where) -> {
            if (!name.equals(TYPE)) {
                settings.writtenNamed(AUTH, name)
                        .ifPresent(scalar -> values.put(name, placeholders.personal(scalar, secrets::add)));
            }
        });
        // An address is shown as it is written, but a server may tell where it was asked.
        settings.written("endpoint")
                .filter(Placeholders::occurIn)
                .ifPresent(endpoint -> placeholders.secretsOf(endpoint, secrets::add));
        Auth auth = auth();
        judge(auth, values.keySet());
        return new McpAccess(address(), auth, values, secrets);
    }

    private Auth auth() {
        if (settings.names(AUTH).isEmpty()) {
            return Auth.NONE;
        }
        Optional<Scalar> written = settings.writtenNamed(AUTH, TYPE);
        for (Auth auth : Auth.values()) {
            if (written.filter(type -> type.text().equals(auth.word())).isPresent()) {
                return fitting(auth, written.get());
            }
        }
        findings.fault(
                written.map(Scalar::place).orElse(place), "auth.type must be env, bearer, basic, api_key or none");
        return Auth.NONE;
    }

    private Auth fitting(Auth auth, Scalar written) {
        boolean fits = auth == Auth.NONE || (auth == Auth.ENV) == program;
        if (!fits) {
            findings.fault(
                    written.place(),
                    program
                            ? "a server of type command learns credentials from its environment: auth.type must be env"
                                    + " or none"
                            : "a server of type http has no environment: auth.type must be bearer, basic, api_key or"
                                    + " none");
        }
        return auth;
    }

    private void judge(Auth auth, Set<String> given) {
        NEEDED.get(auth).stream()
                .filter(name -> !given.contains(name))
                .sorted()
                .forEach(name -> findings.fault(place, "auth of type " + auth.word() + " needs the key auth." + name));
        if (auth == Auth.ENV) {
            given.stream()
                    .filter(name -> !VARIABLE.matcher(name).matches())
                    .forEach(name -> findings.fault(
                            settings.names(AUTH).get(name),
                            "auth." + name + " is no environment variable: letters, digits and underscores"));
            return;
        }
        for (String name : given) {
            boolean known = NEEDED.get(auth).contains(name) || (auth == Auth.API_KEY && name.equals("header"));
            if (!known) {
                findings.warning(
                        settings.names(AUTH).get(name),
                        "auth." + name + " has no effect with auth of type " + auth.word());
            }
        }
        settings.writtenNamed(AUTH, "header").ifPresent(this::judgeHeader);
    }

    private void judgeHeader(Scalar header) {
        boolean usable = HEADER.matcher(header.text()).matches()
                && !TAKEN.contains(header.text().toLowerCase(Locale.ROOT));
        if (!usable) {
            findings.fault(
                    header.place(), "auth.header must be the name of a header of your own, such as " + USUAL_HEADER);
        }
    }

    private URI address() {
        String endpoint = settings.text("endpoint");
        if (program || endpoint.isBlank()) {
            return null;
        }
        try {
            return EgressPolicy.address(endpoint);
        } catch (EgressException e) {
            findings.fault(settings.written("endpoint").map(Scalar::place).orElse(place), "endpoint " + e.getMessage());
            return null;
        }
    }
}
