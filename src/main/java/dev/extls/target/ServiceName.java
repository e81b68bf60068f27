package dev.extls.target;

/**
 * The name of a service as the user wrote it; whether there is one is for {@code endpoint} to say.
 *
 * @param name such as {@code SMTP}, not empty
 * @param place where it stands
 */
public record ServiceName(String name, Place place) {}
