package io.drover.story;

import java.io.StringWriter;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** All that Drover logs from DEBUG on, and what libraries log from WARN on: the most that drover.log.level allows. */
final class CapturedLog {
    private static final String NAME = "captured";
    private static final List<String> OURS = List.of("io.drover", "drover");

    private final StringWriter text = new StringWriter();
    private final LoggerContext context = LoggerContext.getContext(false);

    static CapturedLog start() {
        CapturedLog log = new CapturedLog();
        PatternLayout layout =
                PatternLayout.newBuilder().withPattern("%p %c %m %ex%n").build();
        WriterAppender appender = WriterAppender.createAppender(layout, null, log.text, NAME, false, true);
        appender.start();
        Configuration configuration = log.context.getConfiguration();
        for (String name : OURS) {
            LoggerConfig ours = new LoggerConfig(name, Level.DEBUG, false);
            ours.addAppender(appender, Level.DEBUG, null);
            configuration.addLogger(name, ours);
        }
        configuration.getRootLogger().addAppender(appender, Level.WARN, null);
        log.context.updateLoggers();
        return log;
    }

    void stop() {
        OURS.forEach(context.getConfiguration()::removeLogger);
        context.getConfiguration().getRootLogger().removeAppender(NAME);
        context.updateLoggers();
    }

    String text() {
        return text.toString();
    }
}
