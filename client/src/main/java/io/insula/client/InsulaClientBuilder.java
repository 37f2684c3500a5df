package io.insula.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** The settings of a client. */
public final class InsulaClientBuilder {

    private static final int MOST_RETRIES = 10;

    private URI baseUrl = URI.create("http://127.0.0.1:8001");
    private String formation;
    private String clientKey;
    private String adminKey;
    private String token;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(60);
    private int retries = 2;
    private Duration longestWait = Duration.ofSeconds(10);

    InsulaClientBuilder() {}

    /** Where the server listens, without {@code /v1}; by default {@code http://127.0.0.1:8001}. */
    public InsulaClientBuilder baseUrl(String url) {
        URI uri = parsed(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("The base URL must look like https://host:port");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The base URL must hold no user info, query or fragment: keys have methods of their own");
        }
        baseUrl = uri;
        return this;
    }

    /** The formation to talk to; without it the server chooses by the key. */
    public InsulaClientBuilder formation(String id) {
        formation = Objects.requireNonNull(id);
        return this;
    }

    /** The key for chat, sessions and memories. */
    public InsulaClientBuilder clientKey(String key) {
        clientKey = checked(key);
        return this;
    }

    /** The key for the formation's tenants. */
    public InsulaClientBuilder adminKey(String key) {
        adminKey = checked(key);
        return this;
    }

    /** A user's own token, instead of a client key: see {@link InsulaClient#me()}. */
    public InsulaClientBuilder token(String bearer) {
        token = checked(bearer);
        return this;
    }

    /** How long to wait for a connection; by default 5 seconds. */
    public InsulaClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = positive(timeout);
        return this;
    }

    /** How long to wait for one answer; by default 60 seconds. */
    public InsulaClientBuilder requestTimeout(Duration timeout) {
        requestTimeout = positive(timeout);
        return this;
    }

    /**
     * How often a read is sent again when the server is busy and says when to return; by default twice, after at most
     * ten seconds each. A longer wait is left to the caller.
     */
    public InsulaClientBuilder retries(int times, Duration longestWait) {
        if (times < 0 || times > MOST_RETRIES) {
            throw new IllegalArgumentException("Retries must be between 0 and " + MOST_RETRIES);
        }
        retries = times;
        this.longestWait = Objects.requireNonNull(longestWait);
        return this;
    }

    public InsulaClient build() {
        return new InsulaClient(new Connection(this), clientKey, adminKey, token);
    }

    String root() {
        return formation == null ? baseUrl + "/v1" : baseUrl + "/api" + Call.segment(formation) + "/v1";
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    int retries() {
        return retries;
    }

    Duration longestWait() {
        return longestWait;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "InsulaClientBuilder[" + root() + ']';
    }

    /** The HTTP client would quote a malformed value in its exception, hence the check before it. */
    private static String checked(String key) {
        if (key.isEmpty() || !Caller.printable(key)) {
            throw new IllegalArgumentException("A key is made of visible ASCII characters; check for a line end");
        }
        return key;
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Without the cause, which quotes the URL and with it whatever password stands in it.
            throw new IllegalArgumentException("The base URL is malformed at character " + e.getIndex());
        }
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("A time-out must be longer than nothing");
        }
        return timeout;
    }
}
