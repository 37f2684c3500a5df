package io.insula.system.launch;

import java.util.ArrayList;
import java.util.List;

/** Payara Micro, as {@code insula.jar} brings it along. */
final class LaunchedJar implements ServerKind {

    @Override
    public ServerProcess start(Order order) {
        List<String> words = new ArrayList<>(List.of("run", "--port", String.valueOf(order.port())));
        words.addAll(List.of("--data", order.data().toString()));
        words.addAll(order.options());
        return ServerProcess.start(order.name(), order.properties(), words.toArray(String[]::new));
    }
}
