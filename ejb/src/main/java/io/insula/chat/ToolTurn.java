package io.insula.chat;

import io.insula.chat.ChatTurn.ToolUse;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.model.Completion;
import io.insula.model.PromptMessage;
import io.insula.model.TokenEstimate;
import io.insula.model.ToolCall;
import io.insula.model.ToolOffer;
import io.insula.tool.Tool;
import io.insula.tool.ToolAnswer;
import io.insula.tool.ToolCallOrder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The tools of one turn: offered as long as there is time, room and patience, called one after the other, and told of. The
 * model writes the names and the arguments, so neither is believed.
 */
final class ToolTurn {

    private static final Duration SOON = Duration.ofSeconds(5);
    /** So much each call is told of, even where there is no more room: why it was not made, at least. */
    private static final int LEAST_TOKENS = 100;

    private final ToolDesk desk;
    private final OfferedTools offered;
    private final ToolTurnConfiguration limits;
    private final BooleanSupplier gone;
    private final long end;
    private final List<ToolUse> used = new ArrayList<>();
    private int rounds;
    private int room;

    /**
     * A turn in which nothing was called yet.
     *
     * @param room tokens of all that the calls add to the prompt
     * @param gone whether nobody waits for the answer any more
     */
    ToolTurn(ToolDesk desk, OfferedTools offered, int room, ToolTurnConfiguration limits, BooleanSupplier gone) {
        this.desk = desk;
        this.offered = offered;
        this.room = room;
        this.limits = limits;
        this.gone = gone;
        end = System.nanoTime() + limits.time().toNanos();
    }

    /** What the model is offered now; nothing once it has to answer. */
    List<ToolOffer> offers() {
        return rounds < limits.rounds() && room > 0 && hasTime() ? offered.offers() : List.of();
    }

    /** Which tools were called, in their order. */
    List<ToolUse> used() {
        return List.copyOf(used);
    }

    /**
     * Has called what the model wants.
     *
     * @return what it said, and what came of each call
     * @throws PlatformException if the caller may not act any more, or nobody waits
     */
    List<PromptMessage> answered(Completion wanting) {
        rounds++;
        List<Wanted> wanted = wanted(wanting.toolCalls());
        List<PromptMessage> messages = new ArrayList<>();
        add(
                messages,
                PromptMessage.wanting(
                        wanting.text(), wanted.stream().map(Wanted::echo).toList()));
        for (int i = 0; i < wanted.size(); i++) {
            int share = Math.max(LEAST_TOKENS, room / (wanted.size() - i));
            String told = i < limits.calls()
                    ? told(wanted.get(i), share)
                    : ToolReport.failed("Too many calls at once: this one was not made");
            add(messages, PromptMessage.result(wanted.get(i).echo().id(), told));
        }
        return messages;
    }

    private void add(List<PromptMessage> messages, PromptMessage message) {
        messages.add(message);
        room -= TokenEstimate.of(message);
    }

    /**
     * A call as the model is reminded of it.
     *
     * @param arguments null where they are no JSON object
     */
    private record Wanted(ToolCall echo, JsonObject arguments) {}

    /** Some providers give a call no id, or refuse to be reminded of arguments that are no JSON. */
    private static List<Wanted> wanted(List<ToolCall> calls) {
        Set<String> ids = new HashSet<>();
        List<Wanted> wanted = new ArrayList<>();
        for (ToolCall call : calls) {
            String id = call.id().isBlank() || !ids.add(call.id()) ? PublicId.next("call") : call.id();
            JsonObject arguments = ToolArguments.read(call.arguments()).orElse(null);
            String echoed = arguments == null ? "{}" : call.arguments();
            wanted.add(new Wanted(new ToolCall(id, call.name(), echoed.isBlank() ? "{}" : echoed), arguments));
        }
        return wanted;
    }

    private String told(Wanted wanted, int tokens) {
        Optional<Tool> tool = offered.find(wanted.echo().name());
        if (tool.isEmpty()) {
            return ToolReport.failed("There is no such tool");
        }
        if (wanted.arguments() == null) {
            return ToolReport.failed("The arguments are not a JSON object, or too long");
        }
        if (!hasTime()) {
            return ToolReport.failed("There is no time left for this call");
        }
        if (gone.getAsBoolean()) {
            throw PlatformException.unavailable("Nobody waits for the answer any more", SOON);
        }
        return called(tool.get(), wanted.arguments(), tokens);
    }

    private String called(Tool tool, JsonObject arguments, int tokens) {
        try {
            ToolAnswer answer = desk.call().apply(new ToolCallOrder(tool.server(), tool.name(), arguments, null));
            used.add(new ToolUse(tool.server(), tool.name(), !answer.error()));
            return ToolReport.of(answer, limits.longestAnswer(), tokens);
        } catch (PlatformException e) {
            if (e.code() == ErrorCode.UNAUTHORIZED || e.code() == ErrorCode.FORBIDDEN) {
                throw e;
            }
            used.add(new ToolUse(tool.server(), tool.name(), false));
            return ToolReport.of(e);
        }
    }

    private boolean hasTime() {
        return end - System.nanoTime() > 0;
    }
}
