package io.insula.chat.rest;

import io.insula.identity.Synopsis;
import java.time.Instant;

/**
 * The short text about a user.
 *
 * @param author {@code extractive}, or the model that made it
 * @param createdAt when it was made
 */
public record SynopsisAnswer(String userId, String synopsis, String author, Instant createdAt) {

    static SynopsisAnswer of(Synopsis synopsis, String userId) {
        return new SynopsisAnswer(userId, synopsis.content(), synopsis.author(), synopsis.madeAt());
    }
}
