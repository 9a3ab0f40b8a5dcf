package dev.assay.junit;

import dev.assay.fixture.FixtureRow;
import dev.assay.model.Model;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a claim's method its row, model and evidence.
 *
 * @param arguments by parameter type
 */
record ClaimParameters(Function<Class<?>, @Nullable Object> arguments)
    implements ParameterResolver {
  /** For invocations whose method is skipped: JUnit resolves parameters before it asks. */
  static final Function<Class<?>, @Nullable Object> NOT_CALLED = type -> null;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Model.class || type == Evidence.class || FixtureRow.class.isAssignableFrom(type);
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return arguments.apply(parameter.getParameter().getType());
  }
}
