package io.drover.app;

import io.drover.config.LogFormat;
import io.drover.config.LogLevel;
import io.drover.config.Settings;

/**
 * Log4j's settings, which it reads when the first logger is made: nothing that logs may be touched before
 * {@link #start}.
 */
final class Logging {
    private static final String LEVEL_KEY = "drover.log.level";

    private Logging() {}

    /**
     * Chooses file and level.
     *
     * @param display the command shows what happens: warnings only, unless the configuration asks for more
     * @return the level in force
     */
    static LogLevel start(Settings settings, boolean display) {
        LogLevel level = display && !isAsked(settings) ? LogLevel.WARN : settings.logLevel();
        System.setProperty(
                "log4j2.configurationFile",
                settings.logFormat() == LogFormat.ECS ? "log4j2-ecs.properties" : "log4j2.properties");
        System.setProperty(LEVEL_KEY, level.name());
        return level;
    }

    private static boolean isAsked(Settings settings) {
        return settings.effective().stream()
                .anyMatch(value ->
                        value.key().equals(LEVEL_KEY) && !value.origin().place().equals("default"));
    }
}
