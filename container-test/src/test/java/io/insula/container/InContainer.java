package io.insula.container;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that runs inside the deployed application. All share one archive and one server. */
@ExtendWith(ArquillianExtension.class)
abstract class InContainer {

    @Deployment
    static WebArchive application() {
        return ProductArchive.withTests();
    }
}
