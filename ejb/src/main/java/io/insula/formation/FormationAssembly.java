package io.insula.formation;

import io.insula.formation.YamlNode.Mapping;
import io.insula.formation.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a formation from its files and judges what no single key can tell. */
final class FormationAssembly {

    private static final String RESERVED_ID = "nfs";

    private final FormationSource source;
    private final DatabaseIdentity database;
    private final Findings findings;
    private final Placeholders placeholders;
    private final Map<String, Place> agentIds = new HashMap<>();
    private final Map<String, Place> serverIds = new HashMap<>();

    FormationAssembly(FormationSource source, SecretSource secrets, DatabaseIdentity database, Findings findings) {
        this.source = source;
        this.database = database;
        this.findings = findings;
        this.placeholders = new Placeholders(secrets, findings);
    }

    Optional<Formation> assemble() {
        Optional<Settings> main = main().map(node -> check(node, Vocabulary.FORMATION));
        ModelReading models =
                new ModelReading(main.orElseGet(() -> new Settings(Vocabulary.FORMATION)), this::check, findings);
        AccessReading access = new AccessReading(main.orElseGet(() -> new Settings(Vocabulary.FORMATION)), findings);
        List<Agent> filed = new ArrayList<>();
        List<McpServer> servers = new ArrayList<>();
        source.files().forEach((path, text) -> {
            if (path.startsWith("agents/")) {
                document(path).ifPresent(node -> agent(node, models).ifPresent(filed::add));
            } else if (path.startsWith("mcp/")) {
                document(path).ifPresent(node -> server(node).ifPresent(servers::add));
            } else if (path.startsWith("groups/")) {
                document(path).ifPresent(node -> access.group(check(node, Vocabulary.GROUP)));
            }
        });
        Optional<AccessRules> rules = access.read();
        return main.flatMap(settings -> formation(settings, models, rules, filed, servers));
    }

    private Optional<YamlNode> main() {
        if (source.files().containsKey(FormationSource.MAIN_FILE)) {
            return document(FormationSource.MAIN_FILE);
        }
        boolean reported =
                source.faults().stream().anyMatch(fault -> fault.file().equals(FormationSource.MAIN_FILE));
        if (!reported) {
            findings.fault(new Place(FormationSource.MAIN_FILE, 1, 1), "is missing: a formation begins with this file");
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document(String path) {
        return YamlReader.read(path, source.files().get(path), findings);
    }

    private Optional<Formation> formation(
            Settings settings,
            ModelReading models,
            Optional<AccessRules> access,
            List<Agent> filed,
            List<McpServer> servers) {
        judgeId(settings);
        FormationKeys keys = new DeclaredKeys(settings, findings).read();
        AsyncSettings webhook = new DeclaredWebhook(settings, findings).read();
        WorkingSettings working = new DeclaredWorking(settings, findings).read();
        judgeDatabase(settings);
        LanguageModels declared = models.ofFormation();
        judgeDimension(settings, declared);
        List<Agent> agents = new ArrayList<>();
        settings.items("agents").forEach(item -> inlineAgent(item, models).ifPresent(agents::add));
        agents.addAll(filed);
        if (findings.hasFaults()) {
            // What is still missing has been reported; nobody will see a half-built formation.
            return Optional.empty();
        }
        return Optional.of(new Formation(
                settings.text("id"),
                settings.text("description"),
                source.hash(),
                settings.text("schema"),
                tenancy(settings),
                inputLimits(settings),
                memory(settings, declared, working),
                declared,
                webhook,
                access.orElse(null),
                new CredentialSettings(
                        "redirect".equals(settings.text("user_credentials.mode")),
                        settings.text("user_credentials.redirect_message")),
                agents,
                servers,
                keys));
    }

    private Settings check(YamlNode node, Key root) {
        return VocabularyCheck.check(node, root, placeholders, findings);
    }

    private void judgeId(Settings settings) {
        settings.written("id")
                .filter(id -> RESERVED_ID.equals(id.text()))
                .ifPresent(id -> findings.fault(id.place(), "the id " + RESERVED_ID + " is reserved: choose another"));
    }

    private void judgeDatabase(Settings settings) {
        String path = "memory.persistent.connection_string";
        settings.written(path).ifPresent(written -> {
            String resolved = settings.text(path);
            if (!resolved.isEmpty()) {
                ConnectionString.refusal(resolved, database)
                        .ifPresent(why -> findings.fault(written.place(), path + " " + why));
            }
            if (!Placeholders.occurIn(written) && ConnectionString.hasCredentials(resolved)) {
                findings.warning(
                        written.place(),
                        path + " has credentials in clear text; they are ignored, but the source is stored: write"
                                + " \"${{ secrets.NAME }}\" or leave the key out");
            }
        });
    }

    /** Formations come with the dimension of the model that they were written for. */
    private void judgeDimension(Settings settings, LanguageModels models) {
        long dimension = models.embedding() == null
                ? Vocabulary.IN_PROCESS_DIMENSION
                : models.embedding().dimension();
        settings.written("memory.working.vector_dimension")
                .filter(written -> settings.number("memory.working.vector_dimension") != dimension)
                .ifPresent(written -> findings.warning(
                        written.place(),
                        "memory.working.vector_dimension has no effect: vectors are as long as the embedding model"
                                + " makes them"));
    }

    private Optional<Agent> inlineAgent(YamlNode item, ModelReading models) {
        if (item instanceof Mapping) {
            return agent(item, models);
        }
        boolean filed = item instanceof Scalar name && agentIds.containsKey(name.text());
        if (!filed) {
            findings.fault(item.place(), "must be an agent, or the id of an agent in agents/");
        }
        return Optional.empty();
    }

    private Optional<Agent> agent(YamlNode node, ModelReading models) {
        Settings settings = check(node, Vocabulary.AGENT);
        TextModel model = models.ofAgent(settings.items("llm_models"));
        return unique(settings, agentIds, "agent")
                .map(id -> new Agent(
                        id,
                        settings.find("name").filter(name -> !name.isBlank()).orElse(id),
                        settings.text("description"),
                        settings.text("system_message"),
                        model));
    }

    private Optional<McpServer> server(YamlNode node) {
        Settings settings = check(node, Vocabulary.MCP_SERVER);
        return new DeclaredServer(settings, node.place(), placeholders, findings)
                .read(unique(settings, serverIds, "MCP server"));
    }

    private Optional<String> unique(Settings settings, Map<String, Place> taken, String what) {
        Optional<Scalar> written = settings.written("id");
        written.ifPresent(id -> {
            Place earlier = taken.putIfAbsent(id.text(), id.place());
            if (earlier != null) {
                findings.fault(
                        id.place(),
                        "another " + what + " has this id already: " + earlier.file() + ":" + earlier.line());
            }
        });
        return written.map(Scalar::text);
    }

    private static Tenancy tenancy(Settings settings) {
        return new Tenancy(
                Tenancy.Create.of(settings.text("tenancy.create")),
                settings.smallNumber("tenancy.max"),
                settings.text("tenancy.default"),
                settings.truth("tenancy.anonymous"));
    }

    private static InputLimits inputLimits(Settings settings) {
        return new InputLimits(
                settings.smallNumber("input_limits.max_message_length"),
                settings.number("input_limits.max_file_size_bytes"),
                settings.smallNumber("input_limits.max_memory_entry_size"),
                settings.smallNumber("input_limits.max_batch_items"));
    }

    private static MemorySettings memory(Settings settings, LanguageModels models, WorkingSettings working) {
        return new MemorySettings(
                settings.smallNumber("memory.buffer.size"),
                settings.smallNumber("memory.buffer.multiplier"),
                settings.truth("memory.buffer.vector_search"),
                Duration.ofSeconds(settings.number("memory.session_timeout")),
                settings.truth("memory.persistent.episodic"),
                models.embedding() == null
                        ? null
                        : models.embedding().endpoint().label(),
                working,
                new SynopsisSettings(
                        settings.truth("memory.persistent.user_synopsis.enabled"),
                        Duration.ofSeconds(settings.number("memory.persistent.user_synopsis.cache_ttl"))),
                settings.smallNumber("memory.persistent.pool.per_tenant_limit"));
    }
}
