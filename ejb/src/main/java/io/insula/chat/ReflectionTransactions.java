package io.insula.chat;

import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.memory.Memory;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** The transactions around reading preferences in hindsight; between the two the model is asked. */
@Stateless
@Requires(Permission.MEMORY)
public class ReflectionTransactions {

    @Inject
    StatedPreferences preferences;

    /** What there is to reflect upon still. */
    public List<Memory> stated(List<String> ids) {
        return preferences.stated(ids);
    }

    /** Keeps what was read. */
    public void settle(Map<Memory, List<StatedPreference>> read) {
        preferences.settle(read);
    }
}
