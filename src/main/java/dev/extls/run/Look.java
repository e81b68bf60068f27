package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.offer.Offer;

/**
 * The hello by which is seen whether a service is there. Any answer will do, a choice or an alert; but a server that speaks nothing as new as the
 * hello may close it without a word, as Windows does (openssl/openssl#28284), and so may one that speaks nothing as old. Only who closes
 * both is not there yet.
 */
enum Look {
    /** Of TLS 1.2, which most have. */
    NEWER,
    /** Of TLS 1.0, for servers whose TLS 1.2 is off. */
    OLDER;

    /** The one that is tried where this one was closed without an answer. */
    Look other() {
        return switch (this) {
            case NEWER -> OLDER;
            case OLDER -> NEWER;
        };
    }

    /** What is offered. */
    Offer at(Endpoint endpoint) {
        return switch (this) {
            case NEWER -> Offer.look(Depth.protocols(endpoint));
            case OLDER -> Offer.olderLook(Depth.protocols(endpoint));
        };
    }
}
