package io.insula.connection;

import java.util.ArrayList;
import java.util.List;

/**
 * What is put around a program, made of the tools that every Linux has (util-linux).
 *
 * @param spaces which namespaces the program has for itself
 * @param ownAccount whether it runs under a uid that nobody else has
 * @param door whether it can make a user namespace, where it would have rights over what it makes there
 * @param ownMemory whether its memory is bounded as a whole, by a control group
 */
record Walls(Spaces spaces, boolean ownAccount, Door door, boolean ownMemory) {

    /** Namespaces. */
    enum Spaces {
        /** Of processes, mounts, IPC and names, made by root. */
        OWN,
        /** The same inside a user namespace, where an account may be its own root. */
        USER,
        /** None: the program sees the processes and files that its account may see. */
        SHARED
    }

    /** The way into a user namespace of the program's own. */
    enum Door {
        /** Shut: the program lives in a user namespace that may have none beneath. */
        SHUT,
        /** Shut by the machine. */
        NONE,
        /** Open. */
        OPEN
    }

    /** For the walls themselves, which trust nothing that programs are given. */
    static final String SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
    /** Where the keeper finds what it hides: arguments can be read by everybody on the machine, an environment cannot. */
    static final String HIDDEN = "INSULA_HIDDEN";

    static final String SCRATCH = "/tmp";

    /** The first process of the namespaces: builds them, waits for the program and takes everything with it. */
    private static final String KEEPER =
            """
            size=$1 account=$2
            shift 2
            mount -t proc -o nosuid,nodev,noexec proc /proc || exit 120
            for place in /tmp /var/tmp /dev/shm /run/lock; do
              if [ -d "$place" ]; then
                mount -t tmpfs -o "size=$size,mode=0700,uid=$account,gid=$account,nosuid,nodev" scratch "$place" || exit 120
              fi
            done
            set -f
            IFS='
            '
            for place in $INSULA_HIDDEN; do
              if [ -d "$place" ]; then
                mount -t tmpfs -o size=4k,mode=0,ro,nosuid,nodev,noexec hidden "$place" || exit 120
              elif [ -e "$place" ]; then
                mount --bind /dev/null "$place" || exit 120
              fi
            done
            unset INSULA_HIDDEN IFS
            "$@"
            exit $?
            """;

    /**
     * Runs inside a user namespace that was just made, and forbids those beneath it: the number that it writes is the
     * namespace's own. Outside of one it would not have the right.
     */
    private static final String SHUT =
            """
            echo 0 > /proc/sys/user/max_user_namespaces || exit 120
            exec "$@"
            """;

    /**
     * Takes the environment from the standard input, a line for each name and each value, and becomes the program. It has
     * no rights any more, so that nothing in the environment can turn it against the walls; and no secret stands where
     * other programs could read it.
     */
    private static final String LAUNCH =
            """
            cd -- "$1" || exit 120
            shift
            unset PWD OLDPWD SHLVL
            while IFS= read -r insula_name; do
              if [ -z "$insula_name" ]; then
                unset insula_name insula_value
                exec "$@"
              fi
              IFS= read -r insula_value || exit 121
              case $insula_value in
                *\\\\*) insula_value=$(printf '%b.' "$insula_value"); insula_value=${insula_value%.} ;;
              esac
              export "$insula_name=$insula_value"
            done
            exit 121
            """;

    /** The whole command: from the wall farthest out to the program. */
    List<String> around(LocalProgram program, Room room, SandboxConfiguration limits) {
        List<String> words = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--", "setsid"));
        room.group().map(MemoryGroups::entrance).ifPresent(entrance -> {
            words.addAll(List.of("/bin/sh", "-c", MemoryGroups.ENTER, "enter"));
            words.add(entrance.toString());
        });
        if (spaces != Spaces.SHARED) {
            words.add("unshare");
            if (spaces == Spaces.USER) {
                words.addAll(List.of("--user", "--map-root-user"));
            }
            words.addAll(List.of("--pid", "--mount", "--ipc", "--uts", "--fork", "--kill-child=KILL", "--"));
            String account = spaces == Spaces.USER ? "0" : Integer.toString(room.uid());
            words.addAll(List.of("/bin/sh", "-c", KEEPER, "keeper", limits.scratch() + "m", account));
        }
        words.addAll(bounds(limits));
        words.addAll(withoutRights(Integer.toString(room.uid())));
        words.addAll(List.of("--", "/bin/sh", "-c", LAUNCH, "launch", room.home(), program.command()));
        words.addAll(program.arguments());
        return words;
    }

    /** The one right that an account of its own keeps for a moment is that to make the last namespace. */
    private List<String> withoutRights(String uid) {
        List<String> account =
                ownAccount ? List.of("--reuid", uid, "--regid", uid, "--clear-groups") : List.<String>of();
        List<String> words = new ArrayList<>();
        if (door == Door.SHUT) {
            if (ownAccount) {
                words.add("setpriv");
                words.addAll(account);
                words.addAll(List.of("--inh-caps=+sys_admin", "--ambient-caps=+sys_admin", "--"));
                words.addAll(List.of("unshare", "--user", "--map-current-user", "--keep-caps", "--"));
            }
            words.addAll(List.of("/bin/sh", "-c", SHUT, "shut"));
        }
        words.addAll(List.of("setpriv", "--no-new-privs", "--inh-caps=-all"));
        if (door == Door.SHUT) {
            words.add("--ambient-caps=-all");
        } else {
            words.addAll(account);
        }
        if (ownAccount || spaces != Spaces.SHARED) {
            words.add("--bounding-set=-all");
        }
        return words;
    }

    /** Where the account is shared, its tasks are too: a bound would count the server's. */
    private List<String> bounds(SandboxConfiguration limits) {
        List<String> words = new ArrayList<>(List.of(
                "prlimit",
                "--core=0",
                "--data=" + ((long) limits.memory() << 20),
                "--cpu=" + Math.max(1, limits.cpu().toSeconds()),
                "--nofile=" + limits.files(),
                "--fsize=" + ((long) limits.fileSize() << 20)));
        if (ownAccount) {
            words.add("--nproc=" + limits.tasks());
        }
        words.add("--");
        return words;
    }

    /** What is missing, for operators. */
    List<String> weaknesses() {
        List<String> missing = new ArrayList<>();
        if (!ownAccount) {
            missing.add(
                    "programs of tools run under the server's own uid, and how many tasks they start is not bounded");
        }
        if (spaces == Spaces.SHARED) {
            missing.add("programs of tools have no namespaces of their own: they see other processes and the files that"
                    + " their account may read, and what they leave behind may outlive them");
        }
        if (!ownMemory) {
            missing.add("the memory of a program of a tool is not bounded as a whole, but only the data of each of its"
                    + " processes: no memory control group can be made, see insula.tools.cgroup");
        }
        if (door == Door.OPEN) {
            missing.add("programs of tools may make user namespaces of their own; setting user.max_user_namespaces to 0"
                    + " on this machine, or an unshare that knows --keep-caps, prevents it");
        }
        return missing;
    }

    @Override
    public String toString() {
        return "namespaces " + spaces + (ownAccount ? ", a uid of its own" : ", the server's uid") + ", door " + door
                + (ownMemory ? ", memory of its own" : "");
    }
}
