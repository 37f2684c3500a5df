package io.insula.formation;

import io.insula.egress.EgressException;
import io.insula.egress.EgressPolicy;
import io.insula.formation.YamlNode.Scalar;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads the models of a formation and of its agents: what a model does not say itself, {@code llm} says for all. */
final class ModelReading {

    private static final String EMBEDDING_MODEL = "memory.persistent.embedding_model";
    private static final Pattern LABEL = Pattern.compile("(?<provider>[a-z0-9][a-z0-9_-]{0,62})/(?<name>[!-~]{1,200})");
    /** It becomes a header; anything else could begin another one. */
    private static final Pattern API_KEY = Pattern.compile("[!-~]{1,4096}");

    private static final Map<String, String> ADDRESSES = Map.of(
            "openai", "https://api.openai.com/v1",
            "mistral", "https://api.mistral.ai/v1",
            "groq", "https://api.groq.com/openai/v1",
            "openrouter", "https://openrouter.ai/api/v1",
            "deepseek", "https://api.deepseek.com/v1",
            "ollama", "http://127.0.0.1:11434/v1");
    private static final Map<String, Integer> DIMENSIONS = Map.of(
            "openai/text-embedding-3-small", 1536,
            "openai/text-embedding-3-large", 3072,
            "openai/text-embedding-ada-002", 1536);

    private final Settings common;
    private final BiFunction<YamlNode, Key, Settings> check;
    private final Findings findings;

    /**
     * Reads against the settings of one formation.
     *
     * @param common those of {@code formation.afs}
     * @param check compares an item of a list with the vocabulary
     */
    ModelReading(Settings common, BiFunction<YamlNode, Key, Settings> check, Findings findings) {
        this.common = common;
        this.check = check;
        this.findings = findings;
    }

    /** A model as one item of a list declares it, with the value that names it. */
    private record Declared(Scalar written, String label, Settings own) {}

    LanguageModels ofFormation() {
        List<Settings> items = items(common.items("llm.models"));
        common.written("llm.base_url").ifPresent(written -> address(common, "llm.base_url"));
        TextModel text = one(items, "text").flatMap(this::text).orElse(null);
        Optional<Declared> listed = one(items, "embedding");
        return new LanguageModels(text, embedding(listed).orElse(null));
    }

    /** The model of an agent that names its own; null if it names none. */
    TextModel ofAgent(List<YamlNode> models) {
        List<Settings> items = items(models);
        items.forEach(own -> own.written("embedding")
                .ifPresent(written -> findings.fault(
                        written.place(), "embedding can stand only in llm.models: all agents share one memory")));
        return one(items, "text").flatMap(this::text).orElse(null);
    }

    private List<Settings> items(List<YamlNode> nodes) {
        return nodes.stream().map(node -> check.apply(node, Vocabulary.MODEL)).toList();
    }

    private Optional<Declared> one(List<Settings> items, String kind) {
        List<Declared> declared = items.stream()
                .flatMap(own -> own.written(kind).stream().map(written -> new Declared(written, own.text(kind), own)))
                .toList();
        declared.stream()
                .skip(1)
                .forEach(more -> findings.fault(more.written().place(), "another " + kind + " model stands before it"));
        return declared.stream().findFirst();
    }

    private Optional<TextModel> text(Declared declared) {
        return endpoint(declared)
                .map(endpoint -> new TextModel(
                        endpoint,
                        decimal(declared, "temperature").orElse(null),
                        decimal(declared, "top_p").orElse(null),
                        number(declared, "max_tokens").orElse(null),
                        number(declared, "context_tokens").orElseThrow()));
    }

    /** {@code memory.persistent.embedding_model} chooses; without it the listed one holds. */
    private Optional<EmbeddingModel> embedding(Optional<Declared> listed) {
        Optional<Scalar> chosen = common.written(EMBEDDING_MODEL);
        if (chosen.isEmpty()) {
            return listed.flatMap(this::embedding);
        }
        String label = common.text(EMBEDDING_MODEL);
        if (label.equals(Vocabulary.IN_PROCESS_MODEL)) {
            return Optional.empty();
        }
        return listed.filter(each -> each.label().equals(label))
                .or(() -> Optional.of(new Declared(chosen.get(), label, new Settings(Vocabulary.MODEL))))
                .flatMap(this::embedding);
    }

    private Optional<EmbeddingModel> embedding(Declared declared) {
        Optional<Integer> dimension = declared.own()
                .findSmallNumber("dimension")
                .or(() -> Optional.ofNullable(DIMENSIONS.get(declared.label())));
        if (dimension.isEmpty()) {
            findings.fault(
                    declared.written().place(),
                    "the embedding model needs its dimension: name it in llm.models as 'embedding' with 'dimension'");
            return Optional.empty();
        }
        return endpoint(declared).map(endpoint -> new EmbeddingModel(endpoint, dimension.get()));
    }

    private Optional<ModelEndpoint> endpoint(Declared declared) {
        var label = LABEL.matcher(declared.label());
        if (!label.matches()) {
            findings.fault(
                    declared.written().place(),
                    "a model is named by its provider and itself, as in openai/gpt-4o-mini");
            return Optional.empty();
        }
        String provider = label.group("provider");
        Optional<URI> base = base(declared, provider);
        if (base.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ModelEndpoint(
                declared.label(),
                label.group("name"),
                base.get(),
                apiKey(declared, provider),
                Duration.ofSeconds(number(declared, "timeout_seconds").orElseThrow()),
                number(declared, "max_retries").orElseThrow()));
    }

    private Optional<URI> base(Declared declared, String provider) {
        if (declared.own().written("base_url").isPresent()) {
            return address(declared.own(), "base_url");
        }
        if (common.written("llm.base_url").isPresent()) {
            return address(common, "llm.base_url");
        }
        String known = ADDRESSES.get(provider);
        if (known == null) {
            findings.fault(
                    declared.written().place(), "the address of this provider is not known here: add the key base_url");
            return Optional.empty();
        }
        return Optional.of(EgressPolicy.address(known));
    }

    private Optional<URI> address(Settings settings, String path) {
        Scalar written = settings.written(path).orElseThrow();
        try {
            URI address = EgressPolicy.address(settings.text(path).replaceFirst("/+$", ""));
            if (address.getRawQuery() == null) {
                return Optional.of(address);
            }
            findings.fault(written.place(), path + " must not carry a query");
        } catch (EgressException refused) {
            findings.fault(written.place(), path + " " + refused.getMessage());
        }
        return Optional.empty();
    }

    private String apiKey(Declared declared, String provider) {
        if (declared.own().written("api_key").isPresent()) {
            return apiKey(declared.own(), "api_key", declared.own().text("api_key"));
        }
        return common.findNamed("llm.api_keys", provider)
                .map(key -> apiKey(common, Vocabulary.join("llm.api_keys", provider), key))
                .orElse("");
    }

    private String apiKey(Settings settings, String path, String key) {
        Scalar written = settings.written(path).orElseThrow();
        // A missing secret has been reported already.
        if (!key.isEmpty() && !API_KEY.matcher(key).matches()) {
            findings.fault(written.place(), path + " must be ASCII without spaces");
        }
        if (!key.isEmpty() && !Placeholders.occurIn(written)) {
            findings.warning(
                    written.place(),
                    path + " stands here in clear text, and the source is stored: write \"${{ secrets.NAME }}\"");
        }
        return key;
    }

    private Optional<Integer> number(Declared declared, String setting) {
        return declared.own()
                .findSmallNumber("settings." + setting)
                .or(() -> common.findSmallNumber("llm.settings." + setting));
    }

    private Optional<Double> decimal(Declared declared, String setting) {
        return declared.own()
                .findDecimal("settings." + setting)
                .or(() -> common.findDecimal("llm.settings." + setting));
    }
}
