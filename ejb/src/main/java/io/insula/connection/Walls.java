package io.insula.connection;

import java.util.ArrayList;
import java.util.List;

/**
 * What is put around a program, made of the tools that every Linux has (util-linux).
 *
 * @param spaces which namespaces the program has for itself
 * @param ownAccount whether it runs under a uid that nobody else has
 */
record Walls(Spaces spaces, boolean ownAccount) {

    /** Namespaces. */
    enum Spaces {
        /** Of processes, mounts, IPC and names, made by root. */
        OWN,
        /** The same inside a user namespace, where an account may be its own root. */
        USER,
        /** None: the program sees the processes and files that its account may see. */
        SHARED
    }

    static final String SCRATCH = "/tmp";

    /** The first process of the namespaces: builds them, waits for the program and takes everything with it. */
    private static final String KEEPER =
            """
            size=$1 account=$2 hidden=$3
            shift 3
            mount -t proc -o nosuid,nodev,noexec proc /proc || exit 120
            for place in /tmp /var/tmp /dev/shm /run/lock; do
              if [ -d "$place" ]; then
                mount -t tmpfs -o "size=$size,mode=0700,uid=$account,gid=$account,nosuid,nodev" scratch "$place" || exit 120
              fi
            done
            while [ "$hidden" -gt 0 ]; do
              if [ -d "$1" ]; then
                mount -t tmpfs -o size=4k,mode=0,ro,nosuid,nodev,noexec hidden "$1" || exit 120
              elif [ -e "$1" ]; then
                mount --bind /dev/null "$1" || exit 120
              fi
              shift
              hidden=$((hidden - 1))
            done
            "$@"
            exit $?
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
        if (spaces != Spaces.SHARED) {
            words.add("unshare");
            if (spaces == Spaces.USER) {
                words.addAll(List.of("--user", "--map-root-user"));
            }
            words.addAll(List.of("--pid", "--mount", "--ipc", "--uts", "--fork", "--kill-child=KILL", "--"));
            String account = spaces == Spaces.USER ? "0" : Integer.toString(room.uid());
            words.addAll(List.of("/bin/sh", "-c", KEEPER, "keeper", limits.scratch() + "m", account));
            words.add(Integer.toString(room.hidden().size()));
            words.addAll(room.hidden());
        }
        words.addAll(bounds(limits));
        words.addAll(List.of("setpriv", "--no-new-privs", "--inh-caps=-all"));
        if (ownAccount) {
            String uid = Integer.toString(room.uid());
            words.addAll(List.of("--reuid", uid, "--regid", uid, "--clear-groups"));
        }
        if (ownAccount || spaces != Spaces.SHARED) {
            words.add("--bounding-set=-all");
        }
        words.addAll(List.of("--", "/bin/sh", "-c", LAUNCH, "launch", room.home(), program.command()));
        words.addAll(program.arguments());
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

    /**
     * What one program is given.
     *
     * @param uid 0 unless it has an account of its own
     * @param home its directory, that no other program has
     * @param hidden what it does not see
     */
    record Room(int uid, String home, List<String> hidden) {

        Room {
            hidden = List.copyOf(hidden);
        }
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
        return missing;
    }

    @Override
    public String toString() {
        return "namespaces " + spaces + (ownAccount ? ", a uid of its own" : ", the server's uid");
    }
}
