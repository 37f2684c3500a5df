package io.insula.chat;

import io.insula.kernel.PlatformException;
import io.insula.tool.Tool;
import io.insula.tool.ToolAnswer;
import io.insula.tool.ToolCallOrder;
import io.insula.tool.ToolList.Unavailable;
import java.util.List;
import java.util.function.Function;

/**
 * The tools of the user who speaks, and how one of them is called.
 *
 * @param unavailable the servers whose tools are not known, and why: what the user may be told
 * @param call calls with the user's credentials, or throws what the user may be told
 */
record ToolDesk(List<Tool> tools, List<Unavailable> unavailable, Function<ToolCallOrder, ToolAnswer> call) {

    /** There are no tools. */
    static final ToolDesk CLOSED = new ToolDesk(List.of(), List.of(), order -> {
        throw PlatformException.notFound("Tool");
    });

    ToolDesk {
        tools = List.copyOf(tools);
        unavailable = List.copyOf(unavailable);
    }
}
