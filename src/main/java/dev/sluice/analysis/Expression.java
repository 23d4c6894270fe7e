package dev.sluice.analysis;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * A CEL condition on the number {@code result}. Without macros there are no comprehensions, so that its cost is bounded
 * by its length.
 */
final class Expression {

    /** Longest source, in characters. */
    static final int LONGEST = 4096;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(32)
            .comprehensionMaxIterations(1)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .addVar("result", SimpleType.DOUBLE)
            .setResultType(SimpleType.BOOL)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private static final LoadingCache<String, Expression> COMPILED =
            CacheBuilder.newBuilder().maximumSize(1000).build(CacheLoader.from(Expression::compile));

    private final CelRuntime.Program program;

    private Expression(CelRuntime.Program program) {
        this.program = program;
    }

    /**
     * The compiled expression.
     *
     * @throws IllegalArgumentException if it is too long, is not CEL or gives no boolean
     */
    static Expression of(String source) {
        if (source.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        try {
            return COMPILED.get(source);
        } catch (ExecutionException | UncheckedExecutionException e) {
            throw new IllegalArgumentException(
                    Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("cannot be compiled"), e);
        }
    }

    /** Whether it holds; empty when it can't be evaluated for this result. */
    Optional<Boolean> holds(double result) {
        try {
            return program.eval(Map.of("result", result)) instanceof Boolean answer
                    ? Optional.of(answer)
                    : Optional.empty();
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }

    private static Expression compile(String source) {
        try {
            return new Expression(RUNTIME.createProgram(COMPILER.compile(source).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException("is no condition on result: " + first, e);
        }
    }
}
