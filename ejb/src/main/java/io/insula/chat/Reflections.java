package io.insula.chat;

import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.identity.PreferenceStore;
import io.insula.memory.Memory;
import io.insula.memory.MemoryStated;
import io.insula.tenant.TenantBinding;
import io.insula.work.Errand;
import io.insula.work.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees to it, in the transaction that keeps a statement, that a model looks at it afterwards: which preferences it tells,
 * which earlier statements it replaces. The answer does not wait for that. Where there is no model, or too much waits for
 * this user already, rules decide as they would without one.
 */
@ApplicationScoped
class Reflections {

    @Inject
    TenantBinding binding;

    @Inject
    FormationRegistry formations;

    @Inject
    WorkQueue queue;

    @Inject
    PreferenceStore preferences;

    @Inject
    ReflectionConfiguration configuration;

    void stated(@Observes MemoryStated news) {
        Subject subject = new Subject(null, List.of(news.id()));
        if (reflects(subject)) {
            queue.offer(List.of(errand(ComparisonReflection.KIND, subject)));
        }
    }

    /** Reflects on what a turn has kept. */
    void turned(Turn turn, List<Memory> kept) {
        Subject all = new Subject(
                turn.message().agentId(),
                kept.stream().map(Memory::id).distinct().toList());
        if (!reflects(all)) {
            kept.forEach(memory -> byRule(memory));
            return;
        }
        List<Memory> personal = kept.stream()
                .filter(memory -> Personal.couldTellAPreference(memory.content()))
                .toList();
        List<Errand> errands = new ArrayList<>();
        if (!personal.isEmpty()) {
            List<String> ids = personal.stream().map(Memory::id).distinct().toList();
            errands.add(errand(PreferenceReflection.KIND, new Subject(all.agentId(), ids)));
        }
        if (!kept.isEmpty()) {
            errands.add(errand(ComparisonReflection.KIND, all));
        }
        if (turn.synopsisDue()) {
            errands.add(new Errand(SynopsisReflection.KIND, "{}", 1));
        }
        boolean left =
                queue.offer(errands).stream().noneMatch(each -> each.kind().equals(PreferenceReflection.KIND));
        if (left) {
            personal.forEach(this::byRule);
        }
    }

    private void byRule(Memory memory) {
        StatedPreference.of(memory.content())
                .forEach(stated -> preferences.set(stated.key(), stated.value(), memory.id()));
    }

    private boolean reflects(Subject subject) {
        Formation formation = formations.get(binding.formation());
        return configuration.waiting() > 0 && subject.speaker(formation).model() != null;
    }

    private Errand errand(String kind, Subject subject) {
        return new Errand(kind, subject.written(), configuration.waiting());
    }
}
