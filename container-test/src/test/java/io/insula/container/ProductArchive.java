package io.insula.container;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The product's own archive, as it is shipped, with the tests and what they need added. */
final class ProductArchive {

    private ProductArchive() {}

    static WebArchive withTests() {
        return ShrinkWrap.create(ZipImporter.class, "insula.war")
                .importFrom(new File("../server-config/fatwar/target/insula.war"))
                .as(WebArchive.class)
                .addPackage(ProductArchive.class.getPackage())
                // WildFly alone reads it: what the EAR says there.
                .addAsWebInfResource(new File("src/test/wildfly/jboss-deployment-structure.xml"))
                .addAsLibrary(jarOf(Assertions.class));
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
