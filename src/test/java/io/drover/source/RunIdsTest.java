package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunIdsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.007Z");

    @Test
    void idsSayTheTimeInUtc() {
        RunIds ids = new RunIds(Clock.fixed(NOON, ZoneOffset.ofHours(5)), () -> 0xabc);
        assertThat(ids.next()).isEqualTo("20261121-120000-007-0abc");
    }

    @Test
    void idsGrowWhileTheClockStands() {
        RunIds ids = new RunIds(Clock.fixed(NOON, ZoneOffset.UTC), () -> 0x7fff);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) {
            made.add(ids.next());
        }
        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(RunIds::isRunId);
    }

    @Test
    void idsGrowWhenTheClockJumpsBack() {
        List<Instant> times = List.of(NOON, NOON.minusSeconds(3600), NOON.minusSeconds(1), NOON.plusMillis(1));
        List<String> made = new ArrayList<>();
        int[] call = {0};
        RunIds ids = new RunIds(
                new Clock() {
                    @Override
                    public Instant instant() {
                        return times.get(call[0]++);
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                },
                () -> 9);
        times.forEach(time -> made.add(ids.next()));
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anErrorFileNamesItsParent() {
        String first = "20261121-120000-007-0abc";
        String second = "20261122-120000-007-0abd";
        assertThat(RunIds.parentOf("customers.csv")).isEmpty();
        assertThat(RunIds.parentOf("customers." + first + ".success.csv")).isEmpty();
        assertThat(RunIds.parentOf("customers." + first + ".error.csv")).contains(first);
        assertThat(RunIds.parentOf("customers." + first + ".error." + second + ".error.jsonl"))
                .contains(second);
    }
}
