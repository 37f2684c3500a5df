package io.insula.system.launch;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;

/** Somebody whose login at corp changes while it lasts. */
public final class Person implements OAuth2TokenCallback {

    private static final int LONG_SECONDS = 30;

    private final AtomicInteger renewals = new AtomicInteger();
    private volatile String name;
    private volatile Map<String, Object> claims;
    private volatile long seconds;
    private volatile boolean disabled;
    private volatile boolean absent;
    private volatile boolean asked;
    private volatile CountDownLatch held = new CountDownLatch(0);

    Person(String name, Map<String, Object> claims, long seconds) {
        this.name = name;
        this.claims = claims;
        this.seconds = seconds;
    }

    /** Gets tokens of another length from now on. */
    public void tokensLast(long each) {
        seconds = each;
    }

    public void become(String another) {
        name = another;
    }

    public void saying(Map<String, Object> others) {
        claims = others;
    }

    /** Gets no new tokens from now on, or again. */
    public void setDisabled(boolean so) {
        disabled = so;
    }

    /** The provider fails whoever asks for new tokens from now on, or not any more. */
    public void setAbsent(boolean so) {
        absent = so;
    }

    /** Lets nobody who asks for new tokens go before the word is given. */
    public Runnable hold() {
        CountDownLatch word = new CountDownLatch(1);
        held = word;
        return word::countDown;
    }

    /** Whether somebody is asking, or has asked, for new tokens. */
    public boolean isAskedFor() {
        return asked;
    }

    /** How often new tokens were given. */
    public int renewals() {
        return renewals.get();
    }

    /** What a token needs first. */
    @Override
    public String subject(TokenRequest request) {
        if (isRenewal(request)) {
            asked = true;
            await(held);
            if (absent) {
                throw new IllegalStateException("Out of order");
            }
            if (disabled) {
                throw new OAuth2Exception(OAuth2Error.INVALID_GRANT, "The user is disabled");
            }
        }
        return name;
    }

    /** Of access tokens, of which each answer has one. */
    @Override
    public List<String> audience(TokenRequest request) {
        if (isRenewal(request)) {
            renewals.incrementAndGet();
        }
        return List.of("insula");
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
        return claims;
    }

    @Override
    public String issuerId() {
        return Login.CORP;
    }

    @Override
    public String typeHeader(TokenRequest request) {
        return "JWT";
    }

    @Override
    public long tokenExpiry() {
        return seconds;
    }

    private static boolean isRenewal(TokenRequest request) {
        return GrantType.REFRESH_TOKEN.equals(request.getAuthorizationGrant().getType());
    }

    private static void await(CountDownLatch word) {
        try {
            if (!word.await(LONG_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The word was never given");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting", e);
        }
    }
}
