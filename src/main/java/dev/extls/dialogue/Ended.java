package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;
import java.util.Optional;

/** A dialogue that has ended: after a failure nothing changes it, after the go-ahead it takes nothing more. */
record Ended(Stage stage, Learned learned, Script script, End end) implements Dialogue {
    @Override
    public List<Line> lines() {
        return script.lines();
    }

    @Override
    public boolean cut() {
        return script.cut();
    }

    @Override
    public Turn receive(Bytes bytes) {
        return same();
    }

    @Override
    public Turn closed() {
        return same();
    }

    @Override
    public Turn reset() {
        return same();
    }

    @Override
    public Turn silent() {
        return same();
    }

    private Turn same() {
        return end.fold(
                leftOver -> {
                    throw new IllegalStateException("the connection belongs to TLS since the go-ahead");
                },
                (failure, detail) -> new Turn(this, List.of(), Optional.of(end)));
    }
}
