package io.insula.chat;

import io.insula.formation.FormationRegistry;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.memory.Memory;
import io.insula.tenant.CurrentTenant;
import io.insula.work.WorkEnd;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the model read preferences in what a user stated. If it answers with something else, or cannot be had for long, the
 * rule reads them.
 */
@ApplicationScoped
public class PreferenceReflection implements WorkHandler {

    static final String KIND = "chat.preferences";

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    Inquiry inquiry;

    @Inject
    ReflectionTransactions transactions;

    @Inject
    StatedPreferences preferences;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) {
        Subject subject = Subject.read(item.payload());
        Speaker speaker = subject.speaker(formations.get(current.context().formation()));
        List<Memory> stated = transactions.stated(subject.memories());
        if (!stated.isEmpty()) {
            transactions.settle(byModel(speaker, stated).orElseGet(() -> byRule(stated)));
        }
    }

    @Override
    public void ended(WorkItem item, WorkEnd how, String code) {
        if (how == WorkEnd.FAILED) {
            // In the transaction that ends the work, which the server has bound to the user already.
            preferences.settle(
                    byRule(preferences.stated(Subject.read(item.payload()).memories())));
        }
    }

    private Optional<Map<Memory, List<StatedPreference>>> byModel(Speaker speaker, List<Memory> stated) {
        if (speaker.model() == null) {
            return Optional.empty();
        }
        try {
            String answer = inquiry.ask(
                    speaker,
                    PreferenceAnswer.question(
                            stated.stream().map(Memory::content).toList()));
            return PreferenceAnswer.read(answer, stated.size()).map(told -> byStatement(told, stated));
        } catch (PlatformException failed) {
            if (failed.code() == ErrorCode.PROVIDER_ERROR) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static Map<Memory, List<StatedPreference>> byStatement(
            List<PreferenceAnswer.Told> told, List<Memory> stated) {
        Map<Memory, List<StatedPreference>> read = new LinkedHashMap<>();
        for (int at = 0; at < stated.size(); at++) {
            List<StatedPreference> here = new ArrayList<>();
            for (PreferenceAnswer.Told each : told) {
                if (each.statement() == at) {
                    here.add(each.preference());
                }
            }
            read.put(stated.get(at), here);
        }
        return read;
    }

    private static Map<Memory, List<StatedPreference>> byRule(List<Memory> stated) {
        Map<Memory, List<StatedPreference>> read = new LinkedHashMap<>();
        stated.forEach(memory -> read.put(memory, StatedPreference.of(memory.content())));
        return read;
    }
}
