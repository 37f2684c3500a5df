package io.insula.egress;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * One call to make.
 *
 * @param address as {@link EgressPolicy#address} reads it
 * @param headers may hold secrets, so they are never shown
 * @param body sent by POST, as JSON unless the headers name another type; null for a GET
 */
public record EgressRequest(URI address, Map<String, String> headers, String body, EgressLimits limits) {

    public EgressRequest {
        headers = Map.copyOf(headers);
    }

    /** A POST of JSON without further headers. */
    public static EgressRequest post(URI address, String json, EgressLimits limits) {
        return new EgressRequest(address, Map.of(), json, limits);
    }

    /** A GET without further headers. */
    public static EgressRequest get(URI address, EgressLimits limits) {
        return new EgressRequest(address, Map.of(), null, limits);
    }

    /** The same call with one more header. */
    public EgressRequest with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new EgressRequest(address, more, body, limits);
    }

    @Override
    public String toString() {
        return "EgressRequest[" + (body == null ? "GET " : "POST ") + address.getHost() + "]";
    }
}
