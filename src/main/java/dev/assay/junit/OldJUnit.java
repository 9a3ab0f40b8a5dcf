package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * What takes the place of claims where JUnit is too old to run them: tests that fail and say so. An
 * exception while tests are sought is shown by no build tool.
 */
final class OldJUnit {
  /** The first that closes what extensions keep in its store, where a run writes what it found. */
  private static final String LEAST = "5.13";

  /** A class that came with it. */
  private static final String MARK = "org.junit.jupiter.api.ClassTemplate";

  private OldJUnit() {}

  /** What is wrong with the JUnit that a class loader has; nothing if it is recent enough. */
  static Optional<AssayException> in(ClassLoader loader) {
    try {
      Class.forName(MARK, false, loader);
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      String found =
          Optional.ofNullable(Test.class.getPackage().getImplementationVersion())
              .orElse("an older one");
      return Optional.of(
          new AssayException(
              "Assay needs JUnit Jupiter %s or later, but %s is on the class path; raise the version of junit-bom or junit-jupiter in your build file."
                  .formatted(LEAST, found)));
    }
  }

  static TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    EngineDescriptor root = new EngineDescriptor(id, "Assay");
    EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
        .addClassContainerSelectorResolver(ClaimEngine::isOfClaims)
        .addSelectorResolver(new Classes())
        .build()
        .resolve(request, root);
    return root;
  }

  static void fail(TestDescriptor root, EngineExecutionListener listener, AssayException why) {
    listener.executionStarted(root);
    root.getChildren().forEach(child -> fail(child, listener, why));
    listener.executionFinished(
        root, root.isTest() ? TestExecutionResult.failed(why) : TestExecutionResult.successful());
  }

  /** A class with claims, however it is selected. */
  private static final class Classes implements SelectorResolver {
    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
      return ofClass(selector.getJavaClass(), context);
    }

    @Override
    public Resolution resolve(MethodSelector selector, Context context) {
      return ofClass(selector.getJavaClass(), context);
    }

    private static Resolution ofClass(Class<?> type, Context context) {
      if (!ClaimEngine.isOfClaims(type)) {
        return Resolution.unresolved();
      }
      return context
          .addToParent(parent -> Optional.of(Unrun.of(parent.getUniqueId(), type)))
          .map(found -> Resolution.match(Match.exact(found)))
          .orElse(Resolution.unresolved());
    }
  }

  private static final class Unrun extends AbstractTestDescriptor {
    private final Type type;

    private Unrun(UniqueId id, String name, TestSource source, Type type) {
      super(id, name, source);
      this.type = type;
    }

    static Unrun of(UniqueId parent, Class<?> type) {
      UniqueId id = parent.append("class", type.getName());
      Unrun all = new Unrun(id, type.getSimpleName(), ClassSource.from(type), Type.CONTAINER);
      for (Method claim : ClaimEngine.claims(type)) {
        all.addChild(
            new Unrun(
                id.append("claim", claim.getName()),
                claim.getName(),
                MethodSource.from(type, claim),
                Type.TEST));
      }
      ClaimClass.nested(type).forEach(inner -> all.addChild(of(id, inner)));
      return all;
    }

    @Override
    public Type getType() {
      return type;
    }
  }
}
