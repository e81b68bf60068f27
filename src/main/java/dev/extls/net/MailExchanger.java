package dev.extls.net;

/**
 * An MX record (RFC 1035 section 3.3.9).
 *
 * @param preference 0 to 65535, the lowest is tried first
 * @param host lower case, without a dot at its end; empty for the null MX of a domain that takes no mail (RFC 7505); hostile text
 */
public record MailExchanger(int preference, String host) {}
