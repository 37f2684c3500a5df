package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.VectorIndex.Entry;
import io.insula.embedding.VectorIndex.Held;
import io.insula.embedding.VectorIndex.Owner;
import io.insula.embedding.VectorIndex.Question;
import io.insula.identity.HeldUser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorIndexTest extends VectorIndexContract {

    private static final int COMMITTED = 5_000;
    private static final Owner BOB_OF_ANOTHER_TENANT = new Owner("demo", "ten_b", "usr_1");

    @TempDir
    private Path directory;

    @Override
    VectorIndex open() {
        return open(directory);
    }

    @Override
    void close(VectorIndex used) {
        ((LuceneVectorIndex) used).close();
    }

    @Test
    void theGraphFindsNearlyAllThatAComparisonOfAllFinds() {
        Clusters clusters = new Clusters(2, 100, 48);
        List<Entry> entries = entries(clusters, 24_000);
        int right = 0;
        int questions = 50;
        try (LuceneVectorIndex index = LuceneVectorIndex.in("memory")) {
            index.take(ALICE, entries, 1);
            for (int i = 0; i < questions; i++) {
                Meaning question = meaning(clusters.next());
                Set<String> found = new HashSet<>(index.propose(ALICE, new Question(question, List.of(), 10)));
                right += (int) nearest(entries, question).stream()
                        .filter(found::contains)
                        .count();
            }
        }
        assertThat(right / (questions * 10.0)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void whatWasHeldIsHeldAfterARestart() {
        try (LuceneVectorIndex index = open(directory)) {
            index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 7);
        }
        try (LuceneVectorIndex index = open(directory)) {
            assertThat(index.held(ALICE)).isEqualTo(new Held(7, 7));
            assertThat(index.propose(ALICE, ask(1, 0))).containsExactly("mem_1");
        }
    }

    /** What lies in the files while they are open is what a killed process leaves behind. */
    @Test
    void aCrashLeavesWhatWasCommittedAndTheMarkThatSaysSo(@TempDir Path left) throws IOException {
        try (LuceneVectorIndex index = open(directory)) {
            index.take(ALICE, entries(new Clusters(3, 5, 4), COMMITTED), COMMITTED);
            index.take(ALICE, List.of(new Entry("mem_late", meaning(1, 0, 0, 0), List.of("late"))), COMMITTED + 1);
            copy(directory, left);
        }
        try (LuceneVectorIndex index = open(left)) {
            assertThat(index.held(ALICE).revision()).isEqualTo(COMMITTED);
            assertThat(index.propose(ALICE, new Question(meaning(1, 0, 0, 0), List.of("late"), COMMITTED)))
                    .hasSize(COMMITTED);
        }
    }

    @Test
    void anUnreadableIndexIsBegunAnew() throws IOException {
        try (LuceneVectorIndex index = open(directory)) {
            index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 7);
        }
        for (Path file : files(directory)) {
            try (RandomAccessFile broken = new RandomAccessFile(file.toFile(), "rw")) {
                broken.setLength(broken.length() / 2);
            }
        }
        try (LuceneVectorIndex index = open(directory)) {
            assertThat(index.held(ALICE)).isEqualTo(Held.NOTHING);
            index.take(ALICE, List.of(entry("mem_2", 1, 0, "tea")), 8);
            assertThat(index.propose(ALICE, ask(1, 0))).containsExactly("mem_2");
        }
    }

    @Test
    void aDirectoryThatSomebodyElseHoldsIsLeftAlone() {
        try (LuceneVectorIndex first = open(directory);
                LuceneVectorIndex second = open(directory)) {
            first.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 1);
            second.take(ALICE, List.of(entry("mem_2", 1, 0, "tea")), 2);

            assertThat(first.propose(ALICE, ask(1, 0))).containsExactly("mem_1");
            assertThat(second.propose(ALICE, ask(1, 0))).containsExactly("mem_2");
        }
    }

    @Test
    void opensSoManyIndexesAtATimeAndLosesNone() {
        try (LuceneVectorIndex index = bounded(1, Long.MAX_VALUE >> 14)) {
            for (int round = 1; round <= 3; round++) {
                index.take(ALICE, List.of(entry("mem_a" + round, 1, 0, "tea")), round);
                index.take(BOB_OF_ANOTHER_TENANT, List.of(entry("mem_b" + round, 1, 0, "tea")), round);
            }
            assertThat(index.propose(ALICE, ask(1, 0))).containsExactlyInAnyOrder("mem_a1", "mem_a2", "mem_a3");
            assertThat(index.held(BOB_OF_ANOTHER_TENANT).revision()).isEqualTo(3);
        }
    }

    @Test
    void throwsAwayWhatWasNotUsedForLongestWhenTheDiskIsFull() throws IOException {
        try (LuceneVectorIndex index = bounded(1, 0)) {
            index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 1);
            index.take(BOB_OF_ANOTHER_TENANT, List.of(entry("mem_1", 1, 0, "tea")), 1);

            assertThat(index.held(BOB_OF_ANOTHER_TENANT).revision()).isOne();
            assertThat(index.held(ALICE)).isEqualTo(Held.NOTHING);
        }
    }

    @Test
    void theDiskTellsNeitherTenantNorWordsByNameAndOnlyToItsOwner() throws IOException {
        try (LuceneVectorIndex index = open(directory)) {
            index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 1);
        }
        try (Stream<Path> places = Files.list(directory)) {
            assertThat(places.toList()).singleElement().satisfies(place -> {
                assertThat(place.getFileName().toString()).matches("1-[0-9a-f]{64}");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                        .isEqualTo("rwx------");
            });
        }
    }

    @Test
    void whoIsNotHeldMakesNoDirectory() throws IOException {
        try (LuceneVectorIndex index = open(directory)) {
            index.held(ALICE);
            index.forget(ALICE);
        }
        assertThat(files(directory)).isEmpty();
    }

    @Test
    void tellsWhoseTextsItHolds() {
        Owner carol = new Owner(ALICE.formation(), ALICE.tenant(), "usr_carol");
        try (LuceneVectorIndex index = open(directory)) {
            assertThat(index.users()).isEmpty();
            for (Owner owner : List.of(ALICE, carol, BOB_OF_ANOTHER_TENANT)) {
                index.take(owner, List.of(entry("mem_1", 1, 0, "tea")), 1);
            }
            index.forget(ALICE);

            assertThat(index.users())
                    .containsExactlyInAnyOrder(
                            new HeldUser(carol.formation(), carol.tenant(), carol.user()),
                            new HeldUser(
                                    BOB_OF_ANOTHER_TENANT.formation(),
                                    BOB_OF_ANOTHER_TENANT.tenant(),
                                    BOB_OF_ANOTHER_TENANT.user()));
        }
    }

    @Test
    void anIndexThatNobodyOpensGoes() {
        try (LuceneVectorIndex index = open(directory)) {
            index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 1);
        }
        try (LuceneVectorIndex index = at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))) {
            index.take(BOB_OF_ANOTHER_TENANT, List.of(entry("mem_1", 1, 0, "tea")), 1);
            index.tidy();

            assertThat(index.held(BOB_OF_ANOTHER_TENANT).revision()).isOne();
            assertThat(index.held(ALICE)).isEqualTo(Held.NOTHING);
        }
    }

    private LuceneVectorIndex at(Clock clock) {
        return new LuceneVectorIndex(IndexConfiguration.in(directory.toString()), clock);
    }

    private static LuceneVectorIndex open(Path directory) {
        return LuceneVectorIndex.in(directory.toString());
    }

    private LuceneVectorIndex bounded(int open, long bytes) {
        return new LuceneVectorIndex(
                new IndexConfiguration(directory.toString(), 0, open, bytes, Duration.ofDays(7), "none", "none", 0),
                Clock.systemUTC());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
