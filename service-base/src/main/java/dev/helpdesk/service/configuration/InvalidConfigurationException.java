package dev.helpdesk.service.configuration;

/** Stops the start of a service because of a setting. Whoever started it sees one line that names the variable, no stack trace. */
public final class InvalidConfigurationException extends RuntimeException {

    /**
     * @param variable the environment variable to change, such as {@code CORS_ORIGIN}
     * @param problem what is wrong with it, to be read behind the name; never a secret, nor a value that may hold one
     */
    public InvalidConfigurationException(String variable, String problem) {
        super(variable + " " + problem);
    }
}
