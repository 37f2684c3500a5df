package io.insula.formation;

import static io.insula.formation.Key.key;
import static io.insula.formation.Key.section;
import static io.insula.formation.ValueType.choice;
import static io.insula.formation.ValueType.decimal;
import static io.insula.formation.ValueType.name;
import static io.insula.formation.ValueType.number;
import static io.insula.formation.ValueType.numberOr;
import static io.insula.formation.ValueType.openText;
import static io.insula.formation.ValueType.permission;
import static io.insula.formation.ValueType.personalText;
import static io.insula.formation.ValueType.secretText;
import static io.insula.formation.ValueType.slug;
import static io.insula.formation.ValueType.subject;
import static io.insula.formation.ValueType.text;
import static io.insula.formation.ValueType.tools;
import static io.insula.formation.ValueType.truth;

import io.insula.formation.ValueType.Anything;
import io.insula.formation.ValueType.Items;
import io.insula.formation.ValueType.Named;
import io.insula.formation.ValueType.NamedLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every key that a formation may use: its type, its default, and whether it has an effect in this version. The one table
 * that the reader checks against and that {@code docs/formation.md} is compared with.
 */
final class Vocabulary {

    static final String SCHEMA = "1.0.0";
    static final String IN_PROCESS_MODEL = "all-MiniLM-L6-v2";
    static final long IN_PROCESS_DIMENSION = 384;

    private static final long YEAR_IN_SECONDS = 31_536_000;
    private static final ValueType ANYTHING = new Anything();

    private static final Key SCHEMA_KEY = key("schema", choice(List.of(SCHEMA))).byDefault(SCHEMA);

    private static final Key TENANCY = section(
            "tenancy",
            key("create", choice(List.of("declared", "on_first_use"))).byDefault("declared"),
            key("max", number(1, 1_000_000)).byDefault(1000L),
            key("default", slug()).byDefault("main"),
            key("anonymous", truth()).byDefault(true));

    private static final Key INPUT_LIMITS = section(
            "input_limits",
            key("max_message_length", number(1, 1_000_000)).byDefault(100_000L),
            key("max_file_size_bytes", number(1, 10_737_418_240L)).byDefault(10_485_760L),
            key("max_memory_entry_size", number(1, 1_000_000)).byDefault(10_000L),
            key("max_batch_items", number(1, 10_000)).byDefault(100L));

    private static final Key WORKING = section(
            "working",
            key("max_memory_mb", numberOr("auto", 1, 4096)).byDefault("auto"),
            key("vector_dimension", number(1, 65_536)).byDefault(IN_PROCESS_DIMENSION),
            key("mode", choice(List.of("local", "remote"))).byDefault("local"),
            section(
                    "remote",
                    key("url", secretText("text")),
                    key("api_key", secretText("text")),
                    key("tenant", secretText("text"))));

    private static final Key PERSISTENT = section(
            "persistent",
            key("enabled", truth())
                    .byDefault(true)
                    .refusing("false", "going without persistent memory is not active yet"),
            key("provider", choice(List.of("postgresql", "postgres")))
                    .byDefault("postgresql")
                    .refusing("sqlite", ConnectionString.NO_ROW_LEVEL_SECURITY),
            key("connection_string", secretText("PostgreSQL URL")),
            key("embedding_model", text()).byDefault(IN_PROCESS_MODEL),
            key("user_isolation", truth()).byDefault(true).refusing("false", "users are always kept apart"),
            key("episodic", truth()).byDefault(true),
            section(
                    "pool",
                    key("min_connections", number(0, 10_000)).notYet(),
                    key("max_connections", number(1, 10_000)).notYet(),
                    key("per_tenant_limit", number(1, 10_000)).byDefault((long) MemorySettings.CONNECTIONS_PER_TENANT)),
            section(
                    "user_synopsis",
                    key("enabled", truth()).byDefault(true),
                    key("cache_ttl", number(0, YEAR_IN_SECONDS)).byDefault(3600L)));

    private static final ValueType MODELS = new Items("list of models", Optional.empty());

    private static final Key LLM = section(
            "llm",
            key("api_keys", new Named("key of each provider", secretText("key"))),
            key("base_url", secretText("URL")),
            generation(section(
                    "settings",
                    key("context_tokens", number(256, 10_000_000)).byDefault(8000L),
                    key("timeout_seconds", number(1, 600)).byDefault(60L),
                    key("max_retries", number(0, 5)).byDefault(2L))),
            key("models", MODELS));

    private static final Key MEMORY = section(
            "memory",
            section(
                    "buffer",
                    key("size", number(1, 1000)).byDefault(10L),
                    key("multiplier", number(1, 100)).byDefault(10L),
                    key("vector_search", truth()).byDefault(true)),
            key("session_timeout", number(1, YEAR_IN_SECONDS)).byDefault(3600L),
            PERSISTENT,
            WORKING);

    /** The keys of {@code formation.afs}. */
    static final Key FORMATION = section(
            "",
            SCHEMA_KEY,
            key("id", slug()).required(),
            key("description", text()).byDefault(""),
            section(
                    "server",
                    section("api_keys", key("admin_key", secretText("key")), key("client_key", secretText("key")))),
            TENANCY,
            INPUT_LIMITS,
            LLM,
            MEMORY,
            key("agents", new Items("list of agents", Optional.empty())),
            section(
                    "access",
                    key("roles", new NamedLists("permissions of each role", permission())),
                    key("assignments", new NamedLists("subjects of each role", subject()))),
            section(
                    "user_credentials",
                    key("mode", choice(List.of("dynamic", "redirect"))).byDefault("dynamic"),
                    key("redirect_message", text()).byDefault("")),
            key("overlord", ANYTHING).notYet(),
            section(
                    "async",
                    key("threshold_seconds", number(0, YEAR_IN_SECONDS)).byDefault(30L),
                    key("webhook_url", secretText("URL")),
                    key("webhook_secret", secretText("text"))),
            key("mcp", ANYTHING).notYet(),
            key("skills", ANYTHING).notYet(),
            key("scheduler", ANYTHING).notYet(),
            key("a2a", ANYTHING).notYet(),
            key("logging", ANYTHING).notYet());

    /** The keys of {@code agents/*.afs}, and of an agent inside {@code formation.afs}. */
    static final Key AGENT = section(
            "",
            SCHEMA_KEY,
            key("id", name()).required(),
            key("name", text()).byDefault(""),
            key("description", text()).byDefault(""),
            key("system_message", text()).byDefault(""),
            key("role", ANYTHING).notYet(),
            key("specialties", ANYTHING).notYet(),
            key("llm_models", MODELS),
            key("mcp_servers", ANYTHING).notYet(),
            key("knowledge", ANYTHING).notYet(),
            key("a2a", ANYTHING).notYet());

    /** The keys of {@code mcp/*.afs}. */
    static final Key MCP_SERVER = section(
            "",
            SCHEMA_KEY,
            key("id", name()).required(),
            key("description", text()).byDefault(""),
            key("type", choice(List.of("command", "http"))).required(),
            key("command", openText()).byDefault(""),
            key("args", new Items("list of texts", Optional.of(openText()))),
            key("endpoint", secretText("URL")).byDefault(""),
            key("timeout_seconds", number(1, 3600)).byDefault(30L),
            key("auth", new Named("credentials of the server", personalText("text"))));

    /** The keys of one model in {@code llm.models}, and in {@code llm_models} of an agent. */
    static final Key MODEL = section(
            "",
            key("text", text()),
            key("embedding", text()),
            key("api_key", secretText("key")),
            key("base_url", secretText("URL")),
            key("dimension", number(1, 65_536)),
            generation(section(
                    "settings",
                    key("context_tokens", number(256, 10_000_000)),
                    key("timeout_seconds", number(1, 600)),
                    key("max_retries", number(0, 5)))),
            key("vision", ANYTHING).notYet(),
            key("audio", ANYTHING).notYet(),
            key("video", ANYTHING).notYet(),
            key("documents", ANYTHING).notYet(),
            key("streaming", ANYTHING).notYet());

    /** The keys of {@code groups/*.yaml}. */
    static final Key GROUP = section(
            "",
            SCHEMA_KEY,
            key("id", name()).required(),
            key("description", text()).byDefault(""),
            key("members", new Items("list of subjects", Optional.of(subject()))),
            key("inherits", new Items("list of groups", Optional.of(name()))),
            section(
                    "tools",
                    key("allow", new Items("list of tools", Optional.of(tools()))),
                    key("deny", new Items("list of tools", Optional.of(tools())))));

    private Vocabulary() {}

    /** The section with what all calls of a model have in common. */
    private static Key generation(Key section) {
        List<Key> keys = new ArrayList<>(List.of(
                key("temperature", decimal(0, 2)),
                key("top_p", decimal(0, 1)),
                key("max_tokens", number(1, 1_000_000))));
        keys.addAll(section.children());
        return section(section.name(), keys.toArray(Key[]::new));
    }

    /** The path of the key below {@code root} that bears this name, if it is another one's child. */
    static Optional<String> elsewhere(Key root, String name) {
        return paths(root, "").stream()
                .filter(path -> path.endsWith("." + name))
                .findFirst();
    }

    /** All dotted paths below a key, in the order of the table. */
    static List<String> paths(Key key, String prefix) {
        List<String> paths = new ArrayList<>();
        for (Key child : key.children()) {
            String path = join(prefix, child.name());
            paths.add(path);
            paths.addAll(paths(child, path));
        }
        return paths;
    }

    /** The key at a dotted path that is known to exist. */
    static Key at(Key root, String path) {
        Key key = root;
        for (String name : path.split("\\.", -1)) {
            key = key.child(name).orElseThrow(() -> new IllegalArgumentException("no key " + path));
        }
        return key;
    }

    static String join(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }
}
