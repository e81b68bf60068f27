package dev.extls.inquiry;

/** How an endpoint negotiates, one question each. */
public enum FactKind {
    /** RFC 5746: the server sends renegotiation_info. TLS 1.2 and below. */
    SECURE_RENEGOTIATION,
    /** RFC 7627: the server sends extended_master_secret. TLS 1.2 and below. */
    EXTENDED_MASTER_SECRET,
    /** RFC 7301: the server chooses one of the application protocols offered; HTTPS only. */
    ALPN,
    /** RFC 5246 section 7.3: the server takes up the session of an earlier connection by its id. */
    SESSION_ID_RESUMPTION,
    /** RFC 5077, and RFC 8446 section 4.6.1 in TLS 1.3: the server takes up the session that a ticket holds. */
    SESSION_TICKET_RESUMPTION,
    /** RFC 3749: the server chooses DEFLATE. TLS 1.2 and below. */
    COMPRESSION,
    /** RFC 7507: the server refuses a version below its best when told that it is a fallback. A fact without blame. */
    FALLBACK_SCSV
}
