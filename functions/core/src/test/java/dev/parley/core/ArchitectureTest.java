package dev.parley.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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
          .importPackages("dev.parley.core");

  @Test
  void packagesLookOnlyDownwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("finance")
        .definedBy("dev.parley.core.finance")
        .layer("payment")
        .definedBy("dev.parley.core.payment")
        .layer("consultation")
        .definedBy("dev.parley.core.consultation")
        .layer("conversation")
        .definedBy("dev.parley.core.conversation")
        .layer("ledger")
        .definedBy("dev.parley.core.ledger")
        .layer("workspace")
        .definedBy("dev.parley.core.workspace")
        .layer("money")
        .definedBy("dev.parley.core.money")
        .layer("attempt")
        .definedBy("dev.parley.core.attempt")
        .layer("digest")
        .definedBy("dev.parley.core.digest")
        .layer("failure")
        .definedBy("dev.parley.core.failure")
        .whereLayer("finance")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("payment")
        .mayOnlyBeAccessedByLayers("finance")
        .whereLayer("consultation")
        .mayOnlyBeAccessedByLayers("payment")
        .whereLayer("conversation")
        .mayOnlyBeAccessedByLayers("consultation", "payment", "finance")
        .whereLayer("ledger")
        .mayOnlyBeAccessedByLayers("consultation", "payment", "finance")
        .whereLayer("workspace")
        .mayOnlyBeAccessedByLayers("conversation", "ledger", "consultation", "payment", "finance")
        .whereLayer("money")
        .mayOnlyBeAccessedByLayers(
            "workspace", "conversation", "ledger", "consultation", "payment", "finance")
        .whereLayer("attempt")
        .mayOnlyBeAccessedByLayers("conversation", "ledger", "consultation", "payment", "finance")
        .whereLayer("digest")
        .mayOnlyBeAccessedByLayers("conversation", "ledger", "consultation", "payment", "finance")
        .ensureAllClassesAreContainedInArchitectureIgnoring("dev.parley.core")
        .check(CLASSES);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("dev.parley.core.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theCoreNeedsTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.parley.core..")
        .check(CLASSES);
  }

  @Test
  void timeChanceAndEnvironmentComeFromOutside() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .check(CLASSES);
  }
}
