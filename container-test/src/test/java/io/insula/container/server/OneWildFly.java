package io.insula.container.server;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.core.api.Injector;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.as.arquillian.container.managed.ManagedContainerConfiguration;
import org.jboss.as.arquillian.container.managed.ManagedDeployableContainer;
import org.jboss.shrinkwrap.api.Archive;

/** One WildFly, with one PostgreSQL, for all test classes, as {@code OneServer} is one Payara Micro. */
public class OneWildFly implements DeployableContainer<ManagedContainerConfiguration> {
    private final ManagedDeployableContainer server = new ManagedDeployableContainer();
    private Archive<?> deployed;
    private ProtocolMetaData running;

    @Inject
    private Instance<Injector> injector;

    @Override
    public Class<ManagedContainerConfiguration> getConfigurationClass() {
        return server.getConfigurationClass();
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return server.getDefaultProtocol();
    }

    @Override
    public void setup(ManagedContainerConfiguration configuration) {
        injector.get().inject(server);
        int management = ServerFiles.freePort();
        configuration.setManagementPort(management);
        configuration.setJavaVmArguments(ServerFiles.jvmWords() + " -Djboss.http.port=" + ServerFiles.freePort()
                + " -Djboss.management.http.port=" + management);
        server.setup(configuration);
    }

    @Override
    public void start() throws LifecycleException {
        server.start();
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        if (running == null) {
            running = server.deploy(archive);
            deployed = archive;
        }
        return running;
    }

    @Override
    public void undeploy(Archive<?> archive) {
        // It serves until the last test class is through.
    }

    @Override
    public void stop() throws LifecycleException {
        try {
            if (deployed != null) {
                server.undeploy(deployed);
            }
        } catch (DeploymentException e) {
            throw new LifecycleException("The server does not stop", e);
        }
        server.stop();
    }
}
