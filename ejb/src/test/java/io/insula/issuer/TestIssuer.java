package io.insula.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.insula.egress.EgressClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens on loopback, whose keys can be rolled over and which can fall silent. */
public final class TestIssuer implements AutoCloseable {

    public static final String NAME = "https://login.example";

    private static final int BITS = 2048;

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile RSAKey key;
    private volatile boolean silent;

    public TestIssuer() {
        key = freshKey("one");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            byte[] set = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(silent ? 503 : 200, set.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(set);
            }
        });
        server.start();
    }

    public URI keys() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    }

    public RSAKey key() {
        return key;
    }

    public void rollOver(String keyId) {
        key = freshKey(keyId);
    }

    public void fallSilent() {
        silent = true;
    }

    /** How often it was asked for its keys. */
    public int asked() {
        return asked.get();
    }

    /** What verifies the signatures of those issuers. */
    public static TokenSignatures signatures(TokenConfiguration configuration, EgressClient egress, Clock clock) {
        return new TokenSignatures(new TokenKeys(configuration, egress, clock));
    }

    public String signed(JWTClaimsSet claims) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()), claims);
    }

    public String signed(JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public static RSAKey freshKey(String keyId) {
        try {
            return new RSAKeyGenerator(BITS).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
