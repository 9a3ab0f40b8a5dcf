package dev.assay.junit;

import java.lang.reflect.Method;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands a claim's method its arguments.
 *
 * @param arguments by the parameter's index
 */
record ClaimParameters(IntFunction<@Nullable Object> arguments) implements ParameterResolver {

  /** For invocations whose method is skipped: JUnit resolves parameters before it asks. */
  static ClaimParameters ofNothing() {
    return new ClaimParameters(index -> null);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getDeclaringExecutable() instanceof Method method
        && AnnotationSupport.isAnnotated(method, ClaimTest.class);
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Object argument = arguments.apply(parameter.getIndex());
    return argument == null && parameter.getParameter().getType() == int.class ? 0 : argument;
  }
}
