package io.insula.credential.rest;

import io.insula.credential.WantedService;
import java.util.List;

/** For which services the formation has a use. */
public record ServiceList(List<ServiceAnswer> services, int count) {

    /** A service that a server of the formation is called with. */
    public record ServiceAnswer(String service, String serverId, String description) {}

    static ServiceList of(List<WantedService> wanted) {
        List<ServiceAnswer> services = wanted.stream()
                .map(each -> new ServiceAnswer(each.service(), each.serverId(), each.description()))
                .toList();
        return new ServiceList(services, services.size());
    }
}
