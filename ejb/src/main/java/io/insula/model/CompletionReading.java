package io.insula.model;

import io.insula.model.ProviderException.Kind;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts an answer together, from one piece or from many. */
final class CompletionReading {

    private static final String LAST = "[DONE]";
    private static final int MOST_TOOL_CALLS = 128;
    private static final int UNKNOWN = 0xFFFD;

    private final CompletionListener listener;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, PartialCall> calls = new TreeMap<>();
    private String half = "";
    private String finishReason = "";
    private boolean finished;
    private TokenUsage usage;

    CompletionReading(CompletionListener listener) {
        this.listener = listener;
    }

    /** A tool call whose parts come one after the other. */
    private static final class PartialCall {

        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        ToolCall whole() {
            return new ToolCall(id, name, arguments.toString());
        }
    }

    /** One event of a stream; returns whether more can follow. */
    boolean event(String data) {
        if (data.equals(LAST)) {
            finished = true;
            return false;
        }
        JsonObject chunk = Json.object(data);
        refuseError(chunk);
        usage(chunk);
        for (JsonObject choice : first(chunk)) {
            Json.object(choice, "delta").ifPresent(this::take);
            finish(choice);
        }
        return true;
    }

    /** The whole answer at once. */
    void whole(String json) {
        JsonObject answer = Json.object(json);
        refuseError(answer);
        usage(answer);
        for (JsonObject choice : first(answer)) {
            Json.object(choice, "message").ifPresent(message -> {
                take(message);
                finished = true;
            });
            finish(choice);
        }
        if (!finished) {
            throw ProviderException.unusable("The answer of the model's provider holds no message");
        }
    }

    /**
     * What it came to.
     *
     * @throws ProviderException DOWN if the stream ended before the answer did
     */
    Completion completion(CompletionOrder order) {
        if (!finished) {
            throw new ProviderException(Kind.DOWN, "The answer of the model's provider broke off");
        }
        tell(half);
        half = "";
        String answer = text.toString();
        List<ToolCall> wanted = calls.values().stream().map(PartialCall::whole).toList();
        return new Completion(
                answer,
                wanted,
                finishReason,
                usage == null ? TokenUsage.estimate(order.tokens(), answer, wanted) : usage);
    }

    /** Only one answer was asked for. */
    private static List<JsonObject> first(JsonObject answer) {
        return Json.objects(answer, "choices").stream().limit(1).toList();
    }

    private void finish(JsonObject choice) {
        String reason = Json.text(choice, "finish_reason");
        if (!reason.isEmpty()) {
            finishReason = reason;
            finished = true;
        }
    }

    private void take(JsonObject delta) {
        List<JsonObject> parts = Json.objects(delta, "tool_calls");
        for (int i = 0; i < parts.size(); i++) {
            call(parts.get(i), i);
        }
        say(Json.text(delta, "content"));
    }

    /** A symbol may come in two halves, one with each piece: the first waits for the second. */
    private void say(String piece) {
        String said = half + piece;
        int end = said.length();
        boolean open = end > 0 && Character.isHighSurrogate(said.charAt(end - 1));
        half = open ? said.substring(end - 1) : "";
        tell(open ? said.substring(0, end - 1) : said);
    }

    private void tell(String said) {
        String piece = storable(said);
        if (!piece.isEmpty()) {
            text.append(piece);
            listener.token(piece);
        }
    }

    /** Without what no database keeps and no client can show: NUL, and halves of symbols. */
    private static String storable(String said) {
        StringBuilder kept = new StringBuilder(said.length());
        said.codePoints()
                .map(symbol -> symbol == 0 || Character.getType(symbol) == Character.SURROGATE ? UNKNOWN : symbol)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private void call(JsonObject part, int position) {
        int index = Json.count(part, "index").orElse(position);
        if (index >= MOST_TOOL_CALLS) {
            throw ProviderException.unusable("The model wants more tools to be called than can be");
        }
        PartialCall call = calls.computeIfAbsent(index, absent -> new PartialCall());
        call.id = call.id.isEmpty() ? Json.text(part, "id") : call.id;
        Json.object(part, "function").ifPresent(function -> {
            call.name = call.name.isEmpty() ? Json.text(function, "name") : call.name;
            call.arguments.append(Json.text(function, "arguments"));
        });
    }

    private void usage(JsonObject answer) {
        Json.object(answer, "usage").ifPresent(said -> {
            int prompt = Json.count(said, "prompt_tokens").orElse(0);
            int completed = Json.count(said, "completion_tokens").orElse(0);
            usage = new TokenUsage(
                    prompt, completed, Json.count(said, "total_tokens").orElse(prompt + completed), false);
        });
    }

    /** Some providers report what fails on the way inside the stream; what they say may hold what was sent. */
    private static void refuseError(JsonObject answer) {
        if (Json.object(answer, "error").isPresent()) {
            throw new ProviderException(Kind.DOWN, "The model's provider broke its answer off with an error");
        }
    }
}
