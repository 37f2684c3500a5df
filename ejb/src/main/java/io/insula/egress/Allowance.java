package io.insula.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator allows beyond the internet: a list, parted by commas, of hosts ({@code ollama}, {@code [::1]}),
 * hosts with their port ({@code 127.0.0.1:11434}) and ranges of addresses ({@code 10.20.0.0/16}); or {@code none}.
 */
final class Allowance {

    private static final Pattern HOST =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<name>[A-Za-z0-9._-]+))" + "(?::(?<port>[0-9]{1,5}))?");

    private final List<Host> hosts = new ArrayList<>();
    private final List<AddressRange> ranges = new ArrayList<>();

    private record Host(String name, int port) {}

    /**
     * Reads the list.
     *
     * @throws IllegalArgumentException naming the entry that is none
     */
    Allowance(String list) {
        for (String entry : list.split(",", -1)) {
            String text = entry.strip();
            if (!text.isEmpty() && !text.equals("none")) {
                add(text);
            }
        }
    }

    private void add(String text) {
        if (text.contains("/")) {
            ranges.add(AddressRange.read(text).orElseThrow(() -> wrong(text)));
            return;
        }
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw wrong(text);
        }
        String name = host.group("six") == null ? host.group("name") : host.group("six");
        hosts.add(new Host(normal(name), host.group("port") == null ? 0 : Integer.parseInt(host.group("port"))));
    }

    /** Whether the operator names this host, at this port or at all of them. */
    boolean names(String host, int port) {
        String normal = normal(host);
        return hosts.stream().anyMatch(each -> each.name().equals(normal) && (each.port() == 0 || each.port() == port));
    }

    /** Whether the operator opens a range that holds this address. */
    boolean opens(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** One spelling for each host: lower case, no dot at the end, addresses as Java writes them. */
    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return AddressRange.literal(name).map(InetAddress::getHostAddress).orElse(name);
    }

    private static IllegalArgumentException wrong(String entry) {
        return new IllegalArgumentException(EgressConfiguration.ALLOW.name() + ": '" + entry
                + "' is neither a host, nor host:port, nor a range such as 10.20.0.0/16");
    }
}
