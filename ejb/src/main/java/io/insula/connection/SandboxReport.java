package io.insula.connection;

import java.util.List;

/**
 * What stands between the programs of tools and the server on this machine, as a program that was started to look has
 * found it.
 *
 * @param why what is missing, in sentences for operators; empty if nothing is
 */
public record SandboxReport(Strength strength, List<String> why) {

    /** How much. */
    public enum Strength {
        /** Another uid for each program, namespaces and memory of its own, nothing of the server in sight. */
        STRONG,
        /** Less than that: by the operator's leave, or because this machine leaves programs a right that they need not. */
        WEAKER,
        /** Not enough: no program is started. */
        REFUSED
    }

    public SandboxReport {
        why = List.copyOf(why);
    }

    public boolean starts() {
        return strength != Strength.REFUSED;
    }
}
