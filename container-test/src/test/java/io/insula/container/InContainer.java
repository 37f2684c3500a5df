package io.insula.container;

import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that runs inside the deployed application. All share one archive and one server. */
@ExtendWith(ArquillianExtension.class)
abstract class InContainer {

    @Inject
    House house;

    @Inject
    Superuser superuser;

    @Inject
    Work work;

    @Deployment
    static WebArchive application() {
        return ProductArchive.withTests();
    }

    @BeforeEach
    void furnish() {
        house.furnish();
    }
}
