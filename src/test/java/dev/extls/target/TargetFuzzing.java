package dev.extls.target;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Entry for Jazzer: what any bytes at all must not do to the readers of lists. */
class TargetFuzzing {
    @FuzzTest(maxDuration = "10m")
    void lists(byte[] input) {
        TargetReaderFuzz.fuzzerTestOneInput(input);
    }
}
