package io.insula.tenant.entity;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/** Has Hibernate take its connections from the server's data source, if there is one, instead of the unit's own. */
public class HibernatePool implements ServiceContributor {

    /** Where Hibernate keeps the data source that the container gave it, or the name of another. */
    private static final String DATA_SOURCE = "hibernate.connection.datasource";

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        ServerDataSource.name().ifPresent(name -> builder.applySetting(DATA_SOURCE, name));
    }
}
