package io.insula.model;

import io.insula.formation.TextModel;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;

/** What a model is asked to complete, and with which tools, as the protocol has it. */
record CompletionOrder(List<PromptMessage> prompt, List<ToolOffer> tools) {

    private static final String CONTENT = "content";
    private static final String FUNCTION = "function";

    CompletionOrder {
        prompt = List.copyOf(prompt);
        tools = List.copyOf(tools);
    }

    /** How many tokens the model has to read. */
    int tokens() {
        return prompt.stream().mapToInt(TokenEstimate::of).sum()
                + tools.stream().mapToInt(TokenEstimate::of).sum();
    }

    String body(TextModel model, boolean streamed) {
        JsonArrayBuilder messages = Json.PROVIDER.createArrayBuilder();
        prompt.forEach(message -> messages.add(message(message)));
        JsonObjectBuilder body = Json.PROVIDER
                .createObjectBuilder()
                .add("model", model.endpoint().name())
                .add("messages", messages);
        if (!tools.isEmpty()) {
            JsonArrayBuilder offers = Json.PROVIDER.createArrayBuilder();
            tools.forEach(tool -> offers.add(offer(tool)));
            body.add("tools", offers);
        }
        if (model.temperature() != null) {
            body.add("temperature", model.temperature());
        }
        if (model.topP() != null) {
            body.add("top_p", model.topP());
        }
        if (model.maxTokens() != null) {
            body.add("max_tokens", model.maxTokens());
        }
        if (streamed) {
            body.add("stream", true)
                    .add("stream_options", Json.PROVIDER.createObjectBuilder().add("include_usage", true));
        }
        return body.build().toString();
    }

    private static JsonObject message(PromptMessage message) {
        JsonObjectBuilder told =
                Json.PROVIDER.createObjectBuilder().add("role", message.role().word());
        if (message.toolCalls().isEmpty()) {
            told.add(CONTENT, message.content());
        } else {
            // Some providers refuse an empty text beside calls.
            told.add(
                    CONTENT,
                    message.content().isEmpty() ? JsonValue.NULL : Json.PROVIDER.createValue(message.content()));
            JsonArrayBuilder calls = Json.PROVIDER.createArrayBuilder();
            message.toolCalls().forEach(call -> calls.add(call(call)));
            told.add("tool_calls", calls);
        }
        if (message.callId() != null) {
            told.add("tool_call_id", message.callId());
        }
        return told.build();
    }

    private static JsonObjectBuilder call(ToolCall call) {
        return Json.PROVIDER
                .createObjectBuilder()
                .add("id", call.id())
                .add("type", FUNCTION)
                .add(
                        FUNCTION,
                        Json.PROVIDER
                                .createObjectBuilder()
                                .add("name", call.name())
                                .add("arguments", call.arguments()));
    }

    private static JsonObjectBuilder offer(ToolOffer tool) {
        return Json.PROVIDER
                .createObjectBuilder()
                .add("type", FUNCTION)
                .add(
                        FUNCTION,
                        Json.PROVIDER
                                .createObjectBuilder()
                                .add("name", tool.name())
                                .add("description", tool.description())
                                .add("parameters", tool.parameters()));
    }
}
