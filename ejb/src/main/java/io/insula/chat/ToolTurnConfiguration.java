package io.insula.chat;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the tools that a model has called in one turn.
 *
 * @param rounds how often it may ask for calls before it must answer; with 0 it is offered no tools
 * @param calls how many it may ask for at once
 * @param longestAnswer characters of one tool's answer that it is given to read
 * @param time after which it must answer
 */
@Dependent
public record ToolTurnConfiguration(int rounds, int calls, int longestAnswer, Duration time) {

    static final Setting<Integer> ROUNDS = Setting.number("insula.chat.tools.rounds", 0, 50, 5);
    static final Setting<Integer> CALLS = Setting.number("insula.chat.tools.calls", 1, 128, 8);
    static final Setting<Integer> LONGEST_ANSWER =
            Setting.number("insula.chat.tools.longest-answer", 100, 1_000_000, 20_000);
    static final Setting<Duration> TIME = Setting.duration(
            "insula.chat.tools.time", Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofMinutes(2));

    public ToolTurnConfiguration {
        ROUNDS.check(rounds);
        CALLS.check(calls);
        LONGEST_ANSWER.check(longestAnswer);
        TIME.check(time);
    }

    @Inject
    ToolTurnConfiguration(Config config) {
        this(ROUNDS.read(config), CALLS.read(config), LONGEST_ANSWER.read(config), TIME.read(config));
    }

    /** What holds where nothing is configured. */
    static ToolTurnConfiguration defaults() {
        return new ToolTurnConfiguration(
                ROUNDS.fallback(), CALLS.fallback(), LONGEST_ANSWER.fallback(), TIME.fallback());
    }
}
