package io.insula.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where memory groups are made, on machines of all kinds, whose files are imitated here. */
class GroupPlacesTest {

    @TempDir
    private Path machine;

    private Path top;

    @BeforeEach
    void mount() throws IOException {
        top = Files.createDirectories(machine.resolve("cgroup"));
    }

    @Test
    void theServersOwnGroupServesInVersionOne() throws IOException {
        Path own = Files.createDirectories(top.resolve("system/insula"));
        self("/", "cgroup cgroup rw,memory", "5:cpu:/elsewhere", "4:memory:/system/insula", "0::/");

        assertThat(places()).containsExactly(own);
    }

    @Test
    void inAContainerTheHierarchyBeginsAtItsOwnGroup() throws IOException {
        self("/docker/1234", "cgroup cgroup rw,memory", "4:memory:/docker/1234");

        assertThat(places()).containsExactly(top);
    }

    @Test
    void whatLiesOutsideOfTheMountIsNoPlace() throws IOException {
        self("/docker/1234", "cgroup cgroup rw,memory", "4:memory:/docker");

        assertThat(places()).isEmpty();
    }

    @Test
    void aDelegatedGroupServesInVersionTwo() throws IOException {
        Path own = group("insula.service", "cpu memory pids", "");
        self("/", "cgroup2 cgroup2 rw", "0::/insula.service");

        assertThat(places()).containsExactly(own);
        assertThat(own.resolve("cgroup.subtree_control")).hasContent("+memory");
    }

    @Test
    void aServerThatHasMovedBeneathItUsesTheGroupAbove() throws IOException {
        Path delegated = group("insula.service", "cpu memory pids", "memory pids");
        group("insula.service/insula-server", "memory pids", "");
        self("/", "cgroup2 cgroup2 rw", "0::/insula.service/insula-server");

        assertThat(places()).containsExactly(delegated);
    }

    @Test
    void theServerMovesOutOfAGroupWhereItIsAlone() throws IOException {
        Path own = group("insula.service", "memory", "");
        refuse(own.resolve("cgroup.subtree_control"));
        Files.createDirectory(own.resolve("insula-server"));
        Files.createFile(own.resolve("insula-server/cgroup.procs"));
        String server = Long.toString(ProcessHandle.current().pid());
        Files.writeString(own.resolve("cgroup.procs"), server + "\n");
        self("/", "cgroup2 cgroup2 rw", "0::/insula.service");

        assertThat(places()).isEmpty();
        assertThat(own.resolve("insula-server/cgroup.procs")).hasContent(server);
    }

    @Test
    void whoSharesItsGroupWithOthersLeavesThemAloneAndMakesGroupsBesideIt() throws IOException {
        Path above = group("user.slice", "memory", "memory");
        Path own = group("user.slice/session", "memory", "");
        refuse(own.resolve("cgroup.subtree_control"));
        Files.writeString(own.resolve("cgroup.procs"), ProcessHandle.current().pid() + "\n0\n");
        self("/", "cgroup2 cgroup2 rw", "0::/user.slice/session");

        assertThat(places()).containsExactly(above);
        assertThat(own.resolve("insula-server")).doesNotExist();
    }

    @Test
    void aHierarchyWithoutMemoryIsNoPlace() throws IOException {
        group("", "hugetlb", "hugetlb");
        self("/", "cgroup2 cgroup2 rw", "4:memory:/", "0::/");

        assertThat(places()).isEmpty();
    }

    private Path group(String name, String controllers, String forChildren) throws IOException {
        Path group = Files.createDirectories(top.resolve(name));
        Files.writeString(group.resolve("cgroup.controllers"), controllers + "\n");
        Files.writeString(group.resolve("cgroup.subtree_control"), forChildren);
        Files.writeString(group.resolve("cgroup.procs"), "");
        return group;
    }

    /** As the system refuses to be written to while processes are in the group. */
    private static void refuse(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
    }

    private void self(String root, String type, String... groups) throws IOException {
        Path self = Files.createDirectories(machine.resolve("self"));
        Files.writeString(self.resolve("cgroup"), String.join("\n", groups) + "\n");
        Files.writeString(
                self.resolve("mountinfo"),
                "22 1 0:20 / /proc rw,relatime - proc proc rw\n31 22 0:27 " + root + " " + top
                        + " rw,relatime shared:9 - " + type + "\n");
    }

    private List<Path> places() {
        return new GroupPlaces(machine.resolve("self")).all();
    }
}
