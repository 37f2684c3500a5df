package io.insula.request;

import io.insula.chat.ChatService;
import io.insula.chat.LaterAnswers;
import io.insula.chat.NewMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes on what can be answered at all; what cannot is refused at once. */
@ApplicationScoped
class PromisedAnswers implements LaterAnswers {

    @Inject
    ChatService chat;

    @Inject
    RequestService requests;

    @Override
    public String promise(NewMessage message, String webhookUrl) {
        chat.examine(message);
        return requests.submit(message, webhookUrl).id();
    }
}
