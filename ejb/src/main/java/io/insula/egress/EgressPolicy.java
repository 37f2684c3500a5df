package io.insula.egress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides what the application may call. Public addresses may be called by https. Addresses inside the house may be
 * called, by http too, if the operator allows their host or range; link-local and metadata addresses only by their
 * range; multicast, unspecified and reserved ones never.
 *
 * <p>The addresses are judged, not the name, and those that were judged are the ones that are connected: a name that
 * answers differently the second time gains nothing. Every address of a name must pass.
 */
@ApplicationScoped
public class EgressPolicy {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern NAME = Pattern.compile("(?i)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\\.?");
    /** What systems read as an address in an unusual spelling: 2130706433, 0x7f.1, 0177.0.0.1. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?i)(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

    private final Allowance allowance;

    /** Allows nothing beyond the internet; also what the container's proxy is made with. */
    public EgressPolicy() {
        this(EgressConfiguration.allowing("none"));
    }

    @Inject
    public EgressPolicy(EgressConfiguration configuration) {
        this.allowance = new Allowance(configuration.allow());
    }

    /**
     * Reads the address of an endpoint as far as that can be done without asking anybody: scheme http or https, a host in
     * its one usual spelling, no user information, no fragment.
     *
     * @throws EgressException with reason REFUSED, saying how to mend it; the text itself is not repeated
     */
    public static URI address(String text) {
        URI uri;
        try {
            uri = new URI(text.strip()).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw EgressException.refused("is not a URL such as https://host/path");
        }
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw EgressException.refused("must begin with https:// or http://");
        }
        if (uri.getRawUserInfo() != null) {
            throw EgressException.refused("must not carry a user or password");
        }
        if (uri.getRawFragment() != null) {
            throw EgressException.refused("must not carry a fragment");
        }
        if (uri.getHost() == null || !isUsual(host(uri)) || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw EgressException.refused("must name a host, in its usual spelling, and a valid port");
        }
        return uri;
    }

    /**
     * Reads the address of a server that speaks ZeroMQ: {@code tcp://host:port} and nothing else.
     *
     * @throws EgressException with reason REFUSED, saying how to mend it; the text itself is not repeated
     */
    public static URI endpoint(String text) {
        URI uri;
        try {
            uri = new URI(text.strip()).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw EgressException.refused("is not an address such as tcp://host:45678");
        }
        if (uri.getRawUserInfo() != null || !("tcp://" + uri.getRawAuthority()).equalsIgnoreCase(text.strip())) {
            throw EgressException.refused("must be tcp://host:port, with nothing before or behind it");
        }
        if (uri.getHost() == null || !isUsual(host(uri)) || uri.getPort() < 1 || uri.getPort() > 65_535) {
            throw EgressException.refused("must name a host, in its usual spelling, and a valid port");
        }
        return uri;
    }

    /**
     * The addresses behind a host, each of which may be connected.
     *
     * @param plain whether what is spoken there is not encrypted
     * @throws EgressException REFUSED if any of them is forbidden, UNREACHABLE if there is none
     */
    public List<InetAddress> resolve(String host, int port, boolean plain) {
        if (!isUsual(host)) {
            throw EgressException.refused("The host is not spelt in the usual way");
        }
        List<InetAddress> addresses = lookUp(host);
        for (InetAddress address : addresses) {
            judge(host, port, plain, address);
        }
        return addresses;
    }

    private void judge(String host, int port, boolean plain, InetAddress address) {
        AddressKind kind = AddressKind.of(address);
        if (kind == AddressKind.PUBLIC) {
            if (plain) {
                throw EgressException.refused(
                        "Calls to " + host
                                + " must be encrypted: use https. What is not encrypted may only go to addresses inside the house");
            }
            return;
        }
        boolean allowed = kind != AddressKind.NOWHERE
                && (allowance.opens(address) || (kind == AddressKind.INSIDE && allowance.names(host, port)));
        if (!allowed) {
            throw EgressException.refused("Calls to " + host + " are not allowed: its address is not public. The"
                    + " operator of the server can allow it with " + EgressConfiguration.ALLOW.name());
        }
    }

    /** Asks for the addresses of a name; overridden where a test has its own names. */
    List<InetAddress> lookUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw new EgressException(EgressException.Reason.UNREACHABLE, "The host " + host + " is unknown");
        }
    }

    /** The host without the brackets that stand around it in a URL. */
    static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isUsual(String host) {
        return AddressRange.literal(host).isPresent()
                || (NAME.matcher(host).matches()
                        && !ENDS_IN_NUMBER.matcher(host).matches()
                        && Stream.of(host.split("\\.")).noneMatch(String::isEmpty));
    }
}
