package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How a dialogue ended. */
public sealed interface End {
    /**
     * The one value for whichever end it is.
     *
     * @param goAhead takes the left-over bytes
     * @param failed takes the failure and its detail
     * @param <T> what both give
     * @return the result of the one that applies
     */
    <T> T fold(Function<Bytes, T> goAhead, BiFunction<Failure, String, T> failed);

    /**
     * TLS may start.
     *
     * @param leftOver what came behind the go-ahead's line end before TLS was begun: injected, never to be fed to TLS
     *     (CVE-2011-0411); empty from an honest server
     */
    record GoAhead(Bytes leftOver) implements End {
        @Override
        public <T> T fold(Function<Bytes, T> goAhead, BiFunction<Failure, String, T> failed) {
            return goAhead.apply(leftOver);
        }
    }

    /**
     * TLS cannot start.
     *
     * @param failure why
     * @param detail the reply that decided, as the server sent it with its lines joined by a space, or words of ours;
     *     hostile, at most 1,024 characters
     */
    record Failed(Failure failure, String detail) implements End {
        private static final int MAX_DETAIL_CHARACTERS = 1024;

        /** Shortens. */
        public Failed {
            if (detail.length() > MAX_DETAIL_CHARACTERS) {
                detail = detail.substring(0, MAX_DETAIL_CHARACTERS - 3) + "...";
            }
        }

        @Override
        public <T> T fold(Function<Bytes, T> goAhead, BiFunction<Failure, String, T> failed) {
            return failed.apply(failure, detail);
        }
    }
}
