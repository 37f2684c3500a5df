package io.insula.tool;

import io.insula.connection.Entrusted;
import io.insula.connection.Running;
import io.insula.connection.SandboxReport;
import io.insula.connection.SandboxReport.Strength;
import io.insula.connection.ToolConnections;
import io.insula.connection.ToolOwner;
import io.insula.tenant.Gate;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ends what still runs for users who were suspended on another node, by themselves or with their tenant, with credentials
 * that were replaced or deleted there, or as a formation that was replaced declares it. Where nothing runs, nothing is asked.
 */
@Singleton
@Startup
@DependsOn("ServerStart")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ToolWatch {

    private static final Logger LOG = System.getLogger(ToolWatch.class.getName());

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    ToolUseConfiguration configuration;

    @Inject
    ToolEndings endings;

    @Inject
    ToolConnections connections;

    @Inject
    Gate gate;

    private ExecutorService watch;

    @PostConstruct
    void open() {
        SandboxReport sandbox = connections.sandbox();
        LOG.log(
                sandbox.strength() == Strength.STRONG ? Level.INFO : Level.WARNING,
                "Programs of tools: {0}{1}",
                sandbox.strength().name().toLowerCase(Locale.ROOT),
                sandbox.why().isEmpty() ? "" : ": " + String.join("; ", sandbox.why()));
        watch = Executors.newSingleThreadExecutor(threads);
        watch.execute(this::keepOn);
    }

    @PreDestroy
    void close() {
        watch.shutdownNow();
    }

    private void keepOn() {
        try {
            while (!watch.awaitTermination(configuration.watch().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        List<Running> running = connections.running();
        if (running.isEmpty()) {
            return;
        }
        try {
            running.stream()
                    .filter(each -> !each.entrusted().declared().getAsBoolean())
                    .map(Running::owner)
                    .forEach(endings::end);
            List<Told> told = running.stream().flatMap(Told::of).toList();
            gate
                    .outdatedTools(
                            told.stream().map(each -> each.owner().formation()).toList(),
                            told.stream().map(each -> each.owner().tenantId()).toList(),
                            told.stream().map(each -> each.owner().userId()).toList(),
                            told.stream().map(Told::credential).toList(),
                            told.stream().map(Told::version).toList())
                    .stream()
                    .map(place -> told.get(place).owner())
                    .distinct()
                    .forEach(endings::end);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "What tools may not be called with any more cannot be looked for: {0}",
                    e.getClass().getName());
        }
    }

    /** One thing that a connection rests on; its user alone where it was told no credential. */
    private record Told(ToolOwner owner, String credential, Long version) {

        static Stream<Told> of(Running running) {
            ToolOwner owner = running.owner();
            List<Entrusted.Version> credentials = running.entrusted().credentials();
            return credentials.isEmpty()
                    ? Stream.of(new Told(owner, null, null))
                    : credentials.stream().map(each -> new Told(owner, each.credential(), each.version()));
        }
    }
}
