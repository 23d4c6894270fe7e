package dev.sluice.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds the programs that tests need. */
public final class NeededProgram implements ExecutionCondition {

    /** Where Debian puts servers, which is not on every user's PATH. */
    private static final String SERVERS = "/usr/sbin";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String program = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Needs.class)
                .orElseThrow()
                .value();
        if (find(program).isPresent()) {
            return ConditionEvaluationResult.enabled(program + " is here");
        }
        return "true".equals(System.getenv("CI"))
                ? ConditionEvaluationResult.enabled(program + " is missing, which fails the test in CI")
                : ConditionEvaluationResult.disabled(program + " is not installed");
    }

    /**
     * Where a program is.
     *
     * @throws AssertionError when it is not installed
     */
    public static Path path(String program) {
        return find(program)
                .orElseThrow(() -> new AssertionError(program + " is not installed; ./sluice test does it"));
    }

    private static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of((path + File.pathSeparator + SERVERS).split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
