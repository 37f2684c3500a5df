package io.insula.model;

import io.insula.egress.EgressException;
import io.insula.egress.EgressLimits;
import io.insula.egress.EgressRequest;
import io.insula.formation.ModelEndpoint;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.model.ProviderException.Kind;
import io.insula.telemetry.Activity;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Makes a call of a provider as often as it is worth: a provider that is down or asks for patience is called again after
 * a pause that doubles and is spread by chance, or lasts as long as the provider says. Nothing is called again once
 * somebody has seen a part of the answer.
 */
@ApplicationScoped
public class ProviderCall {

    private static final Logger LOG = System.getLogger(ProviderCall.class.getName());
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Guards guards;
    private final ModelConfiguration configuration;
    private final CurrentTenant current;
    private Telemetry telemetry = new Telemetry();

    /** With the default settings; also what the container's proxy is made with. */
    public ProviderCall() {
        this(new Guards(), ModelConfiguration.defaults(), new CurrentTenant());
    }

    @Inject
    public ProviderCall(Guards guards, ModelConfiguration configuration, CurrentTenant current) {
        this.guards = guards;
        this.configuration = configuration;
        this.current = current;
    }

    /** Notes its doings there; outside a container nowhere. */
    @Inject
    void noteIn(Telemetry place) {
        telemetry = place;
    }

    /**
     * Calls until there is an answer or no use in trying.
     *
     * @param call makes one attempt within what is left of the time
     * @param gone whether nobody waits any more
     * @param begun whether a part of the answer has been seen
     * @throws PlatformException SERVICE_UNAVAILABLE with the time to wait, or PROVIDER_ERROR; RATE_LIMITED where the tenant
     *     has too many calls under way already
     */
    <T> T run(
            String formation,
            ModelEndpoint endpoint,
            Function<Duration, T> call,
            BooleanSupplier gone,
            BooleanSupplier begun) {
        long start = System.nanoTime();
        String outcome = "FAILED";
        try (Activity activity = telemetry.begin("model").with("insula.model", endpoint.label())) {
            try {
                T answer = repeated(formation, endpoint, call, gone, begun);
                outcome = "OK";
                return answer;
            } catch (PlatformException e) {
                outcome = e.code().name();
                activity.fail(outcome);
                throw e;
            }
        } finally {
            telemetry.note(Measure.MODEL, start, "outcome", outcome);
        }
    }

    private <T> T repeated(
            String formation,
            ModelEndpoint endpoint,
            Function<Duration, T> call,
            BooleanSupplier gone,
            BooleanSupplier begun) {
        Guard guard = guards.of(formation, endpoint);
        long deadline = System.nanoTime() + configuration.longestCall().toNanos();
        for (int attempt = 0; ; attempt++) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            try {
                return guard.attempt(tenant(), () -> translated(call, left));
            } catch (ProviderException e) {
                // Who leaves early is no fault of the provider.
                Level level = e.kind() == Kind.GONE ? Level.DEBUG : Level.WARNING;
                LOG.log(level, "Formation {0}, model {1}: {2}", formation, endpoint.label(), e.getMessage());
                Duration pause = pause(e, attempt);
                boolean again =
                        attempt < endpoint.retries() && mayPass(e) && !begun.getAsBoolean() && isWorth(pause, left);
                if (!again || !waited(pause, gone)) {
                    throw told(e);
                }
            }
        }
    }

    private static <T> T translated(Function<Duration, T> call, Duration left) {
        try {
            return call.apply(left);
        } catch (EgressException e) {
            throw ProviderStatus.of(e);
        }
    }

    /** A POST of JSON to a path below the endpoint. */
    EgressRequest request(ModelEndpoint endpoint, String path, String json, Duration left) {
        EgressLimits limits = new EgressLimits(endpoint.timeout(), left, configuration.mostBytes());
        EgressRequest request = EgressRequest.post(URI.create(endpoint.base() + path), json, limits);
        return endpoint.apiKey().isEmpty() ? request : request.with("Authorization", "Bearer " + endpoint.apiKey());
    }

    private static boolean mayPass(ProviderException failure) {
        return failure.kind() == Kind.DOWN || failure.kind() == Kind.THROTTLED;
    }

    private boolean isWorth(Duration pause, Duration left) {
        return pause.compareTo(configuration.longestPause()) <= 0 && pause.compareTo(left) < 0;
    }

    private Duration pause(ProviderException failure, int attempt) {
        if (failure.retryAfter() != null) {
            return failure.retryAfter();
        }
        long longest = configuration.firstPause().toMillis() << attempt;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    /** Whether the pause was waited for to its end, with somebody still there. */
    private static boolean waited(Duration pause, BooleanSupplier gone) {
        long end = System.nanoTime() + pause.toNanos();
        try {
            while (!gone.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return true;
                }
                Thread.sleep(Math.min(LOOK_EVERY.toMillis(), left / 1_000_000 + 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** What concerns a formation as a whole has a share like a tenant. */
    private String tenant() {
        String tenant = current.known() ? current.context().tenantId() : null;
        return tenant == null ? "" : tenant;
    }

    private static PlatformException told(ProviderException failure) {
        if (failure.kind() == Kind.CROWDED) {
            return PlatformException.rateLimited(failure.getMessage(), failure.retryAfter());
        }
        if (failure.kind() == Kind.UNUSABLE) {
            return new PlatformException(ErrorCode.PROVIDER_ERROR, failure.getMessage());
        }
        return PlatformException.unavailable(
                failure.getMessage(), failure.retryAfter() == null ? SOON : failure.retryAfter());
    }
}
