package io.insula.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The address that the server listens on. There is no TLS here: beyond loopback, what is said can be read on the way. */
record ListenAddress(InetAddress address) {
    static final String LOOPBACK = "127.0.0.1";

    /** An address and no name: what a name leads to may change, and with it who can reach the server. */
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    static ListenAddress of(String value) {
        if (LITERAL.matcher(value).matches()) {
            try {
                return new ListenAddress(InetAddress.getByName(value));
            } catch (UnknownHostException e) {
                throw new UsageException(refusal(value));
            }
        }
        throw new UsageException(refusal(value));
    }

    String text() {
        return address.getHostAddress();
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** Where the server answers, for those on this machine. */
    String url(int port) {
        String host = address.isAnyLocalAddress() ? LOOPBACK : text();
        return "http://" + host + ":" + port;
    }

    private static String refusal(String value) {
        return "option --listen needs an IPv4 address such as 127.0.0.1 or 0.0.0.0, not '" + value + "'";
    }
}
