package io.insula.chat;

import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes a user's synopsis before the next prompt wants it. */
@ApplicationScoped
public class SynopsisReflection implements WorkHandler {

    static final String KIND = "chat.synopsis";

    @Inject
    SynopsisService synopses;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) {
        synopses.get();
    }
}
