package io.insula.container.server;

import fish.payara.arquillian.container.payara.managed.PayaraMicroContainerConfiguration;
import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;

/**
 * One Payara Micro, with one PostgreSQL, for all test classes: they share one archive, so that what is deployed for the
 * first serves the others too. Arquillian's own container would start anew for each class.
 */
public class OneServer extends PayaraMicroDeployableContainer {
    private Archive<?> deployed;
    private ProtocolMetaData running;

    @Override
    public void setup(PayaraMicroContainerConfiguration configuration) {
        ServerFiles files = ServerFiles.prepare();
        configuration.setCmdOptions(files.jvmOptions());
        configuration.setExtraMicroOptions(files.microOptions());
        super.setup(configuration);
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        if (running == null) {
            running = onLoopback(super.deploy(archive));
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
                super.undeploy(deployed);
            }
        } catch (DeploymentException e) {
            throw new LifecycleException("The server does not stop", e);
        }
        super.stop();
    }

    /** The server reports the machine's name; it listens on loopback alone. */
    private static ProtocolMetaData onLoopback(ProtocolMetaData reported) {
        ProtocolMetaData reachable = new ProtocolMetaData();
        for (HTTPContext context : reported.getContexts(HTTPContext.class)) {
            HTTPContext here = new HTTPContext("127.0.0.1", context.getPort());
            context.getServlets().forEach(here::add);
            reachable.addContext(here);
        }
        return reachable;
    }
}
