package io.insula.container;

import io.insula.container.entity.FolderEntity;
import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filter;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ArchiveAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The product's own archive, as it is shipped, with the tests and what they need added. */
final class ProductArchive {

    private static final Filter<ArchivePath> PERSISTENCE = Filters.include("/WEB-INF/lib/insula-persistence-.*\\.jar");

    private ProductArchive() {}

    static WebArchive withTests() {
        WebArchive product = ShrinkWrap.create(ZipImporter.class, "insula.war")
                .importFrom(new File("../server-config/fatwar/target/insula.war"))
                .as(WebArchive.class);
        // Entities are looked for where the persistence unit is.
        ArchivePath place = product.getContent(PERSISTENCE).keySet().iterator().next();
        JavaArchive persistence = product.getAsType(JavaArchive.class, place);
        product.delete(place);
        product.add(
                new ArchiveAsset(persistence.addPackage(FolderEntity.class.getPackage()), ZipExporter.class), place);
        return product.addPackage(ProductArchive.class.getPackage())
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
