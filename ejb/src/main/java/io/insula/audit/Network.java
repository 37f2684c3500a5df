package io.insula.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The neighbourhood that an address lies in: strangers change their address within it at no cost. */
final class Network {

    static final String UNKNOWN = "unknown";

    private static final Pattern NUMBERS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final int FOUR_BYTES = 4;
    private static final int KEPT_OF_FOUR = 3;
    private static final int KEPT_OF_SIXTEEN = 6;

    private Network() {}

    /** The first 24 bits of an IPv4 address, or 48 of an IPv6 address, as {@code 203.0.113.0/24}. */
    static String of(String address) {
        if (address == null || !NUMBERS.matcher(address).matches() || !address.matches(".*[:.].*")) {
            return UNKNOWN;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int kept = bytes.length == FOUR_BYTES ? KEPT_OF_FOUR : KEPT_OF_SIXTEEN;
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + '/' + kept * 8;
        } catch (UnknownHostException malformed) {
            return UNKNOWN;
        }
    }
}
