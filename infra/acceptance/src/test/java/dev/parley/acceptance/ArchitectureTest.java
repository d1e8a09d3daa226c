package dev.parley.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.parley.local.LocalCloud;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The demo and the tests of the whole know Parley as its clients do, and nothing of its inside. */
class ArchitectureTest {
  private static final String LOCAL = "dev.parley.local";

  @Test
  void noClassOfTheFunctionsIsOnTheClassPath() {
    assertThat(holding("dev/parley/core/")).isEmpty();
    assertThat(holding("dev/parley/lambda/")).isEmpty();
    assertThat(holding("dev/parley/local/")).hasSize(1);
    assertThat(holding("org/junit/jupiter/api/")).hasSize(1);
  }

  @Test
  void theDemoUsesOfTheLocalCloudOnlyWhatItsEntryGives() {
    Set<String> given = given();
    assertThat(given).contains("dev.parley.local.function.Answer$Returned");
    JavaClasses ours =
        new ClassFileImporter()
            .importUrl(Demo.class.getProtectionDomain().getCodeSource().getLocation());
    DescribedPredicate<JavaClass> inside =
        DescribedPredicate.describe(
            "LocalCloud neither gives nor takes",
            other -> !other.getPackageName().equals(LOCAL) && !given.contains(other.getName()));
    assertThat(ours).anyMatch(resideInAPackage("dev.parley.acceptance"));
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage(LOCAL + "..").and(inside))
        .check(ours);
  }

  /** The folders and jars of the class path in which something lies below a folder. */
  private static List<String> holding(String folder) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> holds(Path.of(entry), folder))
        .toList();
  }

  private static boolean holds(Path entry, String folder) {
    if (!Files.isRegularFile(entry)) {
      return Files.exists(entry.resolve(folder));
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      return jar.stream().anyMatch(file -> file.getName().startsWith(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The types that LocalCloud's methods give and take, with the cases of the sealed ones. */
  private static Set<String> given() {
    return Stream.of(LocalCloud.class, LocalCloud.Builder.class)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .flatMap(ArchitectureTest::types)
        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())))
        .map(Class::getName)
        .collect(Collectors.toSet());
  }

  private static Stream<Class<?>> types(Method method) {
    return Stream.concat(
            Stream.of(method.getGenericReturnType()), Stream.of(method.getGenericParameterTypes()))
        .flatMap(ArchitectureTest::plain);
  }

  private static Stream<Class<?>> plain(Type type) {
    return switch (type) {
      case Class<?> itself -> Stream.of(itself);
      case ParameterizedType generic ->
          Stream.concat(
              plain(generic.getRawType()),
              Stream.of(generic.getActualTypeArguments()).flatMap(ArchitectureTest::plain));
      default -> Stream.of();
    };
  }
}
