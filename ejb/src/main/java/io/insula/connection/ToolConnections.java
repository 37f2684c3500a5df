package io.insula.connection;

import io.insula.access.KeysDirectory;
import io.insula.connection.OpenConnections.Seat;
import io.insula.egress.EgressClient;
import io.insula.formation.FormationConfiguration;
import io.insula.kernel.PlatformException;
import io.insula.telemetry.Gauge;
import io.insula.telemetry.Telemetry;
import io.insula.telemetry.TraceParent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The connections of this node. One is made when its owner first needs it, kept while it is used, and ended when it was
 * idle or has grown old. All methods block, so none is called inside a transaction.
 *
 * <p>They fail with {@link PlatformException}: RATE_LIMITED with the time to wait where too many programs run or calls
 * wait; SERVICE_UNAVAILABLE with the time to wait where a server does not start, has ended, is too slow or may not be
 * called; PROVIDER_ERROR where it does not speak MCP or answers with an error of the protocol; {@link OutdatedException}
 * where what it was to be told was taken back. No message holds what was sent or answered.
 *
 * <p>Outside a container: construct, {@link #open()}, {@link #close()}.
 */
@ApplicationScoped
public class ToolConnections implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final ToolConfiguration configuration;
    private final Programs programs;
    private final EgressClient egress;
    private final OpenConnections connections;
    private Telemetry telemetry = new Telemetry();
    private volatile Thread keeper;

    /** With the default settings; also what the container's proxy is made with. */
    public ToolConnections() {
        this(
                ToolConfiguration.defaults(),
                new Programs(SandboxConfiguration.defaults(), List.of()),
                new EgressClient(),
                Clock.systemUTC());
    }

    @Inject
    ToolConnections(
            ToolConfiguration configuration,
            SandboxConfiguration sandbox,
            KeysDirectory keys,
            FormationConfiguration formations,
            EgressClient egress,
            Clock clock) {
        this(
                configuration,
                new Programs(
                        sandbox,
                        HiddenPlaces.of(sandbox.hiddenPaths(), keys.file(""), Path.of(formations.directory()))),
                egress,
                clock);
    }

    /** Hides what the settings name; for those who have no container. */
    public ToolConnections(
            ToolConfiguration configuration, SandboxConfiguration sandbox, EgressClient egress, Clock clock) {
        this(configuration, new Programs(sandbox, sandbox.hiddenPaths()), egress, clock);
    }

    ToolConnections(ToolConfiguration configuration, Programs programs, EgressClient egress, Clock clock) {
        this.configuration = configuration;
        this.programs = programs;
        this.egress = egress;
        this.connections = new OpenConnections(configuration, clock);
    }

    /** Notes its doings there; outside a container nowhere. */
    @Inject
    void noteIn(Telemetry place) {
        telemetry = place;
    }

    /** Looks what walls this machine has, and makes ready; a second call changes nothing. */
    @PostConstruct
    public synchronized void open() {
        if (keeper != null) {
            return;
        }
        telemetry.watch(Gauge.TOOL_CONNECTIONS, connections::count);
        programs.open();
        Thread made = new Thread(this::keep, "insula-tool-keeper");
        made.setDaemon(true);
        made.start();
        keeper = made;
    }

    private void keep() {
        try {
            while (true) {
                connections.sweep();
                Thread.sleep(LOOK_EVERY.toMillis());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * All tools of the server.
     *
     * @param timeout for each page of the list
     */
    public List<ToolDescription> tools(ToolOwner owner, Entrusted entrusted, ToolTarget target, Duration timeout) {
        return with(
                owner,
                entrusted,
                target,
                connection -> Protocol.tools(owner.server(), connection, timeout, configuration.list()));
    }

    /** Of what rests on nothing that could be taken back. */
    List<ToolDescription> tools(ToolOwner owner, ToolTarget target, Duration timeout) {
        return tools(owner, nothing(owner), target, timeout);
    }

    /**
     * Calls a tool.
     *
     * @param timeout from when the connection stands to the answer
     */
    public ToolOutcome call(
            ToolOwner owner,
            Entrusted entrusted,
            ToolTarget target,
            Duration timeout,
            String tool,
            JsonObject arguments) {
        TraceParent step = telemetry.whereabouts().now().step();
        return with(owner, entrusted, target, connection -> Protocol.call(connection, timeout, tool, arguments, step));
    }

    /** With what rests on nothing that could be taken back. */
    ToolOutcome call(ToolOwner owner, ToolTarget target, Duration timeout, String tool, JsonObject arguments) {
        return call(owner, nothing(owner), target, timeout, tool, arguments);
    }

    private Entrusted nothing(ToolOwner owner) {
        return new Entrusted(endings(owner.formation(), owner.tenantId(), owner.userId()), List.of(), () -> true);
    }

    /**
     * How often connections of this user were ended here. Whoever means to call for the user asks before reading what the
     * server is to be told, and tells it with the call: what was taken back between reaches no server.
     */
    public long endings(String formation, String tenantId, String userId) {
        return connections.endings(formation, tenantId, userId);
    }

    /** A connection that was lost before anything was asked is made once more. */
    private <T> T with(ToolOwner owner, Entrusted entrusted, ToolTarget target, Function<Connection, T> work) {
        try {
            return once(owner, entrusted, target, work);
        } catch (LostException lost) {
            try {
                return once(owner, entrusted, target, work);
            } catch (LostException again) {
                throw Failures.ended(owner.server());
            }
        }
    }

    private <T> T once(ToolOwner owner, Entrusted entrusted, ToolTarget target, Function<Connection, T> work) {
        Seat seat = connections.take(owner, target instanceof LocalProgram, entrusted);
        try {
            return work.apply(connection(seat, target));
        } finally {
            connections.leave(seat.held());
        }
    }

    private Connection connection(Seat seat, ToolTarget target) {
        Held held = seat.held();
        if (seat.isNew()) {
            make(held, target);
        }
        try {
            return held.await(configuration.start().toNanos());
        } catch (PlatformException e) {
            if (connections.isOutdated(held)) {
                throw new OutdatedException(held.owner().server());
            }
            throw e;
        }
    }

    /** Whatever goes wrong, whoever waits for the connection learns it. */
    private void make(Held held, ToolTarget target) {
        String server = held.owner().server();
        PlatformException failure = Failures.ended(server);
        Connection greeted = null;
        try {
            Connection made = connect(held, target);
            Protocol.greet(server, made, configuration.start());
            greeted = made;
        } catch (PlatformException e) {
            failure = e;
        } catch (LostException e) {
            // It was ended while it was made.
        } finally {
            if (greeted == null) {
                held.failed(failure);
                connections.end(held);
            } else {
                held.ready(greeted);
            }
        }
    }

    private Connection connect(Held held, ToolTarget target) {
        String server = held.owner().server();
        if (target instanceof LocalProgram program) {
            return programs.connect(server, program, configuration, connection -> connections.attach(held, connection));
        }
        Connection remote = new RemoteConnection(server, (RemoteServer) target, egress, configuration.answerBytes());
        connections.attach(held, remote);
        return remote;
    }

    /**
     * Ends connections of a user at once, with the programs behind them and whatever these have started. Calls for the user
     * that wait for one, to tell what was read before, fail with {@link OutdatedException}.
     *
     * @param which of the user's
     */
    public void endUser(String userId, Predicate<ToolOwner> which) {
        connections.endUser(userId, which);
    }

    /** The same for all users of a tenant. */
    public void endTenant(String formation, String tenantId) {
        connections.endTenant(formation, tenantId);
    }

    /** What stands between the programs of tools and this server. */
    public SandboxReport sandbox() {
        return programs.report();
    }

    /** Whose connections there are. */
    public List<ToolOwner> owners() {
        return running().stream().map(Running::owner).toList();
    }

    /** The same, with what each rests on. */
    public List<Running> running() {
        return connections.running();
    }

    /** How many calls of this owner are under way. */
    int calls(ToolOwner owner) {
        return connections.calls(owner);
    }

    /** Ends what is idle or old, as the keeper does again and again. */
    void sweep() {
        connections.sweep();
    }

    @Override
    @PreDestroy
    public synchronized void close() {
        connections.close();
        Thread last = keeper;
        if (last != null) {
            keeper = null;
            last.interrupt();
        }
        programs.close();
    }
}
