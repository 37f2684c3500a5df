package io.insula.egress;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A policy in a world whose names the test gives out; a name may answer differently each time, its last answer stays. */
final class NamedHosts extends EgressPolicy {

    private final Map<String, Deque<List<InetAddress>>> answers = new ConcurrentHashMap<>();

    NamedHosts(String allow) {
        super(EgressConfiguration.allowing(allow));
    }

    /** The next answer for a name: these addresses together. */
    NamedHosts answers(String host, String... addresses) {
        answers.computeIfAbsent(host, name -> new ArrayDeque<>())
                .add(Stream.of(addresses)
                        .map(text -> AddressRange.literal(text).orElseThrow())
                        .toList());
        return this;
    }

    @Override
    List<InetAddress> lookUp(String host) {
        Deque<List<InetAddress>> left = answers.get(host);
        if (left == null) {
            return super.lookUp(host);
        }
        return left.size() > 1 ? left.remove() : left.element();
    }
}
