package dev.extls.dialogue;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Entry for Jazzer: what any bytes at all must not do to the reader of replies. */
class DialogueFuzzing {
    @FuzzTest(maxDuration = "10m")
    void replies(byte[] input) {
        DialogueFuzzTest.fuzz(input);
    }
}
