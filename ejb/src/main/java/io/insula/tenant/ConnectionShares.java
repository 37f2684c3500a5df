package io.insula.tenant;

import io.insula.kernel.PlatformException;
import io.insula.telemetry.Gauge;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToIntFunction;

/**
 * Keeps one tenant from taking every connection of this node. A transaction takes a place in its tenant's share before it
 * takes a connection, and gives it back when it has ended, however that happens.
 */
@ApplicationScoped
public class ConnectionShares {

    @Resource
    TransactionSynchronizationRegistry registry;

    @Inject
    TenantLimits limits;

    @Inject
    ConnectionShareConfiguration configuration;

    @Inject
    Telemetry telemetry;

    private final ConcurrentMap<House, Used> shares = new ConcurrentHashMap<>();

    /** A tenant of a formation. */
    private record House(String formation, String tenant) {}

    /** A share, and how many transactions hold on to it; it goes with the last of them. */
    private record Used(ConnectionShare share, int by) {}

    @PostConstruct
    void open() {
        telemetry.watch(Gauge.CONNECTIONS_USED, () -> sum(ConnectionShare::held));
        telemetry.watch(Gauge.CONNECTIONS_WAITING, () -> sum(ConnectionShare::waiting));
    }

    private long sum(ToIntFunction<ConnectionShare> part) {
        return shares.values().stream().map(Used::share).mapToInt(part).sum();
    }

    /**
     * Takes a place for the running transaction.
     *
     * @throws PlatformException RATE_LIMITED if none came free in time, or too many wait
     */
    void take(String formation, String tenant) {
        House house = new House(formation, tenant);
        ConnectionShare share = shares.compute(
                        house,
                        (key, used) -> used == null
                                ? new Used(new ConnectionShare(), 1)
                                : new Used(used.share(), used.by() + 1))
                .share();
        boolean taken = false;
        try {
            take(share, formation);
            taken = true;
            registry.registerInterposedSynchronization(new GivingBack(house, share));
        } catch (IllegalStateException ended) {
            // The transaction is past its end: nobody would give the place back.
            share.giveBack();
            taken = false;
            throw ended;
        } finally {
            if (!taken) {
                letGo(house);
            }
        }
    }

    private void take(ConnectionShare share, String formation) {
        try {
            share.take(limits.connections(formation), configuration.waiting(), configuration.patience());
        } catch (PlatformException refused) {
            telemetry.note(Measure.SHARE_REFUSED, System.nanoTime());
            throw refused;
        }
    }

    private void letGo(House house) {
        shares.computeIfPresent(house, (key, used) -> used.by() == 1 ? null : new Used(used.share(), used.by() - 1));
    }

    private final class GivingBack implements Synchronization {

        private final House house;
        private final ConnectionShare share;

        private GivingBack(House house, ConnectionShare share) {
            this.house = house;
            this.share = share;
        }

        @Override
        public void beforeCompletion() {
            // The connection is held until after the end.
        }

        @Override
        public void afterCompletion(int status) {
            share.giveBack();
            letGo(house);
        }
    }
}
