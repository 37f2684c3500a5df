package io.insula.chat;

import io.insula.embedding.Meanings;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.memory.Comparison;
import io.insula.memory.ComparisonTransactions;
import io.insula.memory.ComparisonTransactions.Measured;
import io.insula.memory.MemoryIndex;
import io.insula.tenant.CurrentTenant;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the model decide whether what a user stated replaces what the same user stated before. Nothing is ever deleted for
 * it: what is decided only says which of two statements stands first. What stays undecided is left to the rule.
 */
@ApplicationScoped
public class ComparisonReflection implements WorkHandler {

    static final String KIND = "chat.comparison";

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    Meanings meanings;

    @Inject
    MemoryIndex index;

    @Inject
    Inquiry inquiry;

    @Inject
    ComparisonTransactions transactions;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) {
        Subject subject = Subject.read(item.payload());
        Formation formation = formations.get(current.context().formation());
        Speaker speaker = subject.speaker(formation);
        if (speaker.model() == null) {
            return;
        }
        List<Comparison> pairs = pairs(subject, meanings.model(formation));
        if (!pairs.isEmpty()) {
            List<Comparison> decided = ComparisonAnswer.read(answer(speaker, pairs), pairs);
            transactions.settle(decided);
        }
    }

    private List<Comparison> pairs(Subject subject, String vectors) {
        List<Comparison> pairs = new ArrayList<>();
        for (Measured stated : transactions.measured(subject.memories(), vectors)) {
            index.prepare(stated.meaning(), stated.memory().content(), ComparisonAnswer.MOST);
            pairs.addAll(transactions.open(stated));
        }
        return List.copyOf(pairs.subList(0, Math.min(ComparisonAnswer.MOST, pairs.size())));
    }

    private String answer(Speaker speaker, List<Comparison> pairs) {
        try {
            return inquiry.ask(speaker, ComparisonAnswer.question(pairs));
        } catch (PlatformException failed) {
            if (failed.code() == ErrorCode.PROVIDER_ERROR) {
                return "";
            }
            throw failed;
        }
    }
}
