package io.insula.connection;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about how the programs of tools are started. The limits hold for each process of a program;
 * {@code memory} and {@code tasks} for all of one program together.
 *
 * @param allowSharedUid {@code true} to start programs also where this machine cannot keep them apart from the server
 * @param hidden files and directories that no program sees, parted by commas; or {@code none}
 * @param environment names of the server's own environment that programs get too, parted by commas
 * @param cgroup the directory where memory control groups of programs are made; {@code own}: beneath that of the server
 *     itself; or {@code none}
 * @param firstUid of the accounts that programs run under, each under its own; nobody else should use them
 * @param uids how many of them there are
 * @param memory of a program as a whole, and of data for each of its processes, in MiB
 * @param cpu time
 * @param files open
 * @param tasks processes and threads
 * @param fileSize of a file, in MiB
 * @param scratch each of the private temporary directories, in MiB
 */
@Dependent
public record SandboxConfiguration(
        String allowSharedUid,
        String hidden,
        String environment,
        String cgroup,
        int firstUid,
        int uids,
        int memory,
        Duration cpu,
        int files,
        int tasks,
        int fileSize,
        int scratch) {

    static final Setting<String> ALLOW_SHARED_UID = Setting.text("insula.tools.allow-shared-uid", "false");
    static final Setting<String> HIDDEN = Setting.text("insula.tools.hidden", "none");
    static final Setting<String> ENVIRONMENT = Setting.text("insula.tools.environment", "PATH,LANG,LC_ALL,TZ");
    static final Setting<String> CGROUP = Setting.text("insula.tools.cgroup", "own");
    static final Setting<Integer> FIRST_UID = Setting.number("insula.tools.first-uid", 1, 2_000_000_000, 60_600);
    static final Setting<Integer> UIDS = Setting.number("insula.tools.uids", 1, 100_000, 500);
    static final Setting<Integer> MEMORY = Setting.number("insula.tools.limits.memory-mb", 16, 1 << 20, 1024);
    static final Setting<Duration> CPU = Setting.duration(
            "insula.tools.limits.cpu", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofMinutes(10));
    static final Setting<Integer> FILES = Setting.number("insula.tools.limits.files", 16, 1 << 20, 1024);
    static final Setting<Integer> TASKS = Setting.number("insula.tools.limits.tasks", 1, 100_000, 128);
    static final Setting<Integer> FILE_SIZE = Setting.number("insula.tools.limits.file-mb", 1, 1 << 20, 64);
    static final Setting<Integer> SCRATCH = Setting.number("insula.tools.limits.tmp-mb", 1, 1 << 20, 64);

    public SandboxConfiguration {
        if (!allowSharedUid.equals("true") && !allowSharedUid.equals("false")) {
            throw new IllegalArgumentException(ALLOW_SHARED_UID.name() + " must be true or false");
        }
        if (!cgroup.equals("own") && !cgroup.equals("none") && !cgroup.startsWith("/")) {
            throw new IllegalArgumentException(CGROUP.name() + " must be own, none or the whole path of a directory");
        }
        FIRST_UID.check(firstUid);
        UIDS.check(uids);
        MEMORY.check(memory);
        CPU.check(cpu);
        FILES.check(files);
        TASKS.check(tasks);
        FILE_SIZE.check(fileSize);
        SCRATCH.check(scratch);
    }

    @Inject
    SandboxConfiguration(Config config) {
        this(
                ALLOW_SHARED_UID.read(config),
                HIDDEN.read(config),
                ENVIRONMENT.read(config),
                CGROUP.read(config),
                FIRST_UID.read(config),
                UIDS.read(config),
                MEMORY.read(config),
                CPU.read(config),
                FILES.read(config),
                TASKS.read(config),
                FILE_SIZE.read(config),
                SCRATCH.read(config));
    }

    /** What holds where nothing is configured. */
    public static SandboxConfiguration defaults() {
        return new SandboxConfiguration(
                ALLOW_SHARED_UID.fallback(),
                HIDDEN.fallback(),
                ENVIRONMENT.fallback(),
                CGROUP.fallback(),
                FIRST_UID.fallback(),
                UIDS.fallback(),
                MEMORY.fallback(),
                CPU.fallback(),
                FILES.fallback(),
                TASKS.fallback(),
                FILE_SIZE.fallback(),
                SCRATCH.fallback());
    }

    boolean sharedUidIsAllowed() {
        return allowSharedUid.equals("true");
    }

    /** The paths of {@code hidden}. */
    List<String> hiddenPaths() {
        return hidden.equals("none") ? List.of() : parts(hidden);
    }

    /** Where groups may be made, best first. */
    List<Path> groupPlaces() {
        return switch (cgroup) {
            case "own" -> new GroupPlaces(Path.of("/proc/self")).all();
            case "none" -> List.of();
            default -> List.of(Path.of(cgroup));
        };
    }

    /** The names of {@code environment}. */
    List<String> inherited() {
        return parts(environment);
    }

    private static List<String> parts(String list) {
        return Stream.of(list.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
