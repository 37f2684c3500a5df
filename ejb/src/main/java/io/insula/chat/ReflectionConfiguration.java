package io.insula.chat;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about what a model is asked in hindsight.
 *
 * @param waiting reflections of one kind that may wait for one user; with 0 nothing is asked, and rules decide
 */
@Dependent
public record ReflectionConfiguration(int waiting) {

    static final Setting<Integer> WAITING = Setting.number("insula.chat.reflections", 0, 1000, 20);

    public ReflectionConfiguration {
        WAITING.check(waiting);
    }

    @Inject
    ReflectionConfiguration(Config config) {
        this(WAITING.read(config));
    }
}
