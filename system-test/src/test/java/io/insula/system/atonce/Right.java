package io.insula.system.atonce;

import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;

/** Something that may be done at every node until one change takes it away. */
interface Right {

    /** A request of whoever has the right. */
    Asking ask(Door node, String method, String path);

    /** Whether the answer to a reading of memories shows that the right was had. */
    default boolean granted(Answer answer) {
        return answer.status() == 200;
    }

    /** Whether the answer to whatever was asked shows that the right is gone. */
    boolean refused(Answer answer);

    /** Takes the right, at this node. */
    void take(Door node);

    /** What else must be so once it is taken and all that was asked is answered. */
    default void check(Door node) {}
}
