package io.insula.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies behind an address, by the special-purpose registries of IANA (RFC 6890). An IPv6 address that only carries
 * an IPv4 address (mapped, or for a translator) is what the carried one is.
 */
enum AddressKind {
    /** Reached over the internet. */
    PUBLIC,
    /** Inside the house: private networks, carrier-grade NAT, loopback. */
    INSIDE,
    /** What a machine tells about itself to whoever asks: link-local and the clouds' metadata. */
    METADATA,
    /** Nothing that answers one caller: unspecified, multicast, reserved, for documentation. */
    NOWHERE;

    private static final List<AddressRange> METADATA_RANGES =
            ranges("169.254.0.0/16", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fe80::/10", "fd00:ec2::/32");
    private static final List<AddressRange> INSIDE_RANGES =
            ranges("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7");
    private static final List<AddressRange> NOWHERE_RANGES = ranges(
            "0.0.0.0/8",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");
    private static final AddressRange GLOBAL_SIX = AddressRange.of("2000::/3");
    /** An IPv4 address stands in the last 32 bits of these. */
    private static final List<AddressRange> CARRYING = ranges("::ffff:0:0:0/96", "64:ff9b::/96", "::/96");

    static AddressKind of(InetAddress address) {
        if (isIn(METADATA_RANGES, address)) {
            return METADATA;
        }
        if (isIn(INSIDE_RANGES, address)) {
            return INSIDE;
        }
        if (isIn(NOWHERE_RANGES, address)) {
            return NOWHERE;
        }
        if (address instanceof Inet4Address || GLOBAL_SIX.contains(address)) {
            return PUBLIC;
        }
        return isIn(CARRYING, address) ? of(carried(address)) : NOWHERE;
    }

    private static InetAddress carried(InetAddress six) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(six.getAddress(), 12, 16));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four bytes are an address", impossible);
        }
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::of).toList();
    }
}
