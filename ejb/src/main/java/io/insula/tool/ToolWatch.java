package io.insula.tool;

import io.insula.connection.SandboxReport;
import io.insula.connection.SandboxReport.Strength;
import io.insula.connection.ToolConnections;
import io.insula.identity.HeldUser;
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
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Ends what still runs for users who were suspended on another node, or with their whole tenant. */
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
        try {
            List<HeldUser> held = List.copyOf(endings.users());
            if (held.isEmpty()) {
                return;
            }
            Set<HeldUser> shut = gate
                    .shutOutUsers(
                            held.stream().map(HeldUser::formation).toList(),
                            held.stream().map(HeldUser::tenantId).toList(),
                            held.stream().map(HeldUser::userId).toList())
                    .stream()
                    .map(held::get)
                    .collect(Collectors.toSet());
            if (!shut.isEmpty()) {
                endings.end(owner -> shut.contains(new HeldUser(owner.formation(), owner.tenantId(), owner.userId())));
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "Users who may not have tools called any more cannot be looked for: {0}",
                    e.getClass().getName());
        }
    }
}
