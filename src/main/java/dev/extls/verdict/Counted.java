package dev.extls.verdict;

/**
 * An endpoint behind which nodes were counted.
 *
 * @param place the endpoint in words, such as {@code mail.contoso.test (HTTPS 443)}
 * @param who the nodes
 */
public record Counted(String place, WhoAnswered who) {}
