package dev.parley.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The import rules of this module. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.parley.lambda");

  @Test
  void thereAreNoCycles() {
    slices().matching("dev.parley.lambda.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    for (String adapter : new String[] {"wire", "store", "push", "bucket", "queue", "provider"}) {
      noClasses()
          .that()
          .resideInAPackage("dev.parley.lambda." + adapter)
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "are of another package of this module",
                  other ->
                      other.getPackageName().startsWith("dev.parley.lambda")
                          && !other.getPackageName().equals("dev.parley.lambda." + adapter)))
          .check(CLASSES);
    }
  }

  @Test
  void nobodyKnowsTheHandlers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..handler..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.parley.lambda.handler")
        .check(CLASSES);
  }

  @Test
  void onlyTheCompositionRootNamesImplementations() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..bootstrap..", "..store..", "..push..", "..bucket..", "..queue..", "..provider..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.parley.lambda.store",
            "dev.parley.lambda.push",
            "dev.parley.lambda.bucket",
            "dev.parley.lambda.queue",
            "dev.parley.lambda.provider")
        .check(CLASSES);
  }

  @Test
  void onlyTheWireAndProvidersNameJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..wire..", "..provider..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CLASSES);
  }

  @Test
  void onlyAdaptersAndTheRootNameTheSdk() {
    noClasses()
        .that()
        .resideInAnyPackage("..handler..", "..wire..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  @Test
  void timeChanceAndEnvironmentComeFromTheRoot() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..bootstrap..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.security.SecureRandom")
        .check(CLASSES);
  }
}
