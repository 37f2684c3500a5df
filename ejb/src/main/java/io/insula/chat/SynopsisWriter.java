package io.insula.chat;

import io.insula.identity.Preference;
import io.insula.kernel.PlatformException;
import io.insula.memory.Memory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a text about a user: by the formation's model, and where that fails or there is none, by quotation. */
@ApplicationScoped
public class SynopsisWriter {

    static final int LONGEST = 2000;

    private static final Logger LOG = System.getLogger(SynopsisWriter.class.getName());
    private static final int LONGEST_LINE = 600;
    private static final String INSTRUCTION =
            """
            You write a short synopsis of a user from what is known: who the user is, what the user is about, and how the \
            user wants things to be. At most 120 words of plain text, in the third person, without headings or lists. \
            Where two memories contradict each other, the later one holds. Add nothing that the data do not say.""";

    private final Inquiry inquiry;

    /** What the container's proxy is made with. */
    protected SynopsisWriter() {
        this(null);
    }

    @Inject
    SynopsisWriter(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /** A text, and who wrote it. */
    record Written(String content, String author) {}

    /**
     * Writes the text.
     *
     * @param memories newest first
     */
    Written write(Speaker speaker, List<Preference> preferences, List<Memory> memories) {
        boolean something = !preferences.isEmpty() || !memories.isEmpty();
        if (speaker.model() != null && something) {
            String text = byModel(speaker, preferences, memories);
            if (!text.isBlank()) {
                return new Written(
                        Excerpt.of(text, LONGEST), speaker.model().endpoint().label());
            }
        }
        return new Written(ExtractiveSynopsis.of(preferences, memories), ChatTurn.EXTRACTIVE);
    }

    private String byModel(Speaker speaker, List<Preference> preferences, List<Memory> memories) {
        List<String> lines = new ArrayList<>();
        preferences.forEach(
                each -> lines.add(DataFrame.line("preference", Map.of("key", each.key(), "value", told(each)))));
        memories.forEach(each -> lines.add(DataFrame.line(
                "memory", Map.of("said", each.saidAt().toString(), "text", Excerpt.of(each.content(), LONGEST_LINE)))));
        try {
            return inquiry.ask(speaker, new Inquiry.Question(INSTRUCTION, lines, "Write the synopsis."));
        } catch (PlatformException failed) {
            LOG.log(Level.INFO, "A synopsis was not written by the model: {0}", failed.code());
            return "";
        }
    }

    private static String told(Preference preference) {
        return Excerpt.of(
                preference.value() instanceof JsonString text
                        ? text.getString()
                        : preference.value().toString(),
                LONGEST_LINE);
    }
}
