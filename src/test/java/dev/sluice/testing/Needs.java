package dev.sluice.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a program which is not part of the build. Where it is missing, the test is left out, and {@code
 * ./sluice test} says so by name; with {@code CI=true} it runs all the same and fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeededProgram.class)
public @interface Needs {

    /** The command, as it stands on the PATH or in {@code /usr/sbin}. */
    String value();
}
