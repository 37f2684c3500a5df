package io.insula.request;

import io.insula.chat.ChatTurn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;

/** An answer as it is kept for whoever asks later. */
@ApplicationScoped
class TurnJson {

    private final Jsonb jsonb = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withNullValues(false));

    String write(ChatTurn turn) {
        return jsonb.toJson(new KeptAnswer(
                turn.response(),
                turn.response(),
                turn.sessionId(),
                turn.responder(),
                turn.sources(),
                turn.usage(),
                turn.toolCalls()));
    }
}
